/** Runs an example's app and writes which construct makes which document: `construct-paths.ts MAIN FILE`. */
import * as fs from 'fs';
import { ApiObject, App } from 'cdk8s';

const [main, file] = process.argv.slice(2);
const synth = App.prototype.synth;

App.prototype.synth = function (this: App): void {
  synth.call(this);
  const objects = this.node.findAll().filter(ApiObject.isApiObject);
  fs.writeFileSync(file, JSON.stringify(objects.map(object => {
    const { apiVersion, kind, metadata } = object.toJson();
    return [[apiVersion, kind, metadata.namespace, metadata.name].join(' '), object.node.path];
  })));
};

void import(main);
