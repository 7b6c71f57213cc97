/** Runs an example's apps and writes which construct makes which document: `construct-paths.ts MAIN FILE`. */
import * as fs from 'fs';
import { ApiObject, App } from 'cdk8s';

const paths: [string, string][] = [];
const [main, file] = process.argv.slice(2);
const synth = App.prototype.synth;

App.prototype.synth = function (this: App): void {
  synth.call(this);
  const objects = this.node.findAll().filter(ApiObject.isApiObject);
  for (const object of objects) {
    const { apiVersion, kind, metadata } = object.toJson();
    paths.push([[apiVersion, kind, metadata.namespace, metadata.name].join(' '), object.node.path]);
  }
  fs.writeFileSync(file, JSON.stringify(paths));
};

void import(main);
