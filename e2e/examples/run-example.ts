/** Everything that is checked of one example, in order. */
import * as path from 'path';
import { stringify } from 'yaml';
import { constructPath } from './construct-path';
import { Example, ManifestFile } from './example';
import { planOf } from './plan';
import { Stage, Surroundings } from './stage';
import { Rejection } from '../cluster/api';
import { title } from '../cluster/manifest';
import { analyze } from '../mesh/analyze';
import { conditions, hasConditions } from '../mesh/conditions';
import { ask } from '../requests/ask';
import { ExpectedRequest, readRequests } from '../requests/format';

export async function runExample(example: Example, surroundings: Surroundings): Promise<void> {
  const { report } = surroundings;
  const stage = new Stage(example, planOf(example.name), surroundings);
  const requests = readRequests(path.join(example.folder, 'requests.json'));
  try {
    await report.timed(`${example.name}: start`, () => stage.start());
    const refused = (await inOrder(example.files, file => dryRun(stage, file))).reduce((sum, count) => sum + count, 0);
    // what is not accepted cannot be applied either, and saying so again helps nobody
    if (refused > 0) { return; }
    for (const step of steps(stage, requests)) {
      const without = step.without.length > 0 ? ` without ${step.without.join(', ')}` : '';
      const applied = await report.check(example.name, `applied: ${step.files.map(file => file.name).join(', ')}${without}`,
        () => stage.deploy(step.files, step.without));
      if (!applied) { continue; }
      if (stage.deployed.some(({ manifest }) => hasConditions(manifest))) {
        await report.check(example.name, 'istiod accepts the objects of Gateway API', () => conditions(stage));
      }
      for (const request of step.requests) { await report.check(example.name, request.name, () => ask(stage, request)); }
      await report.check(example.name, 'every Envoy took what istiod sent', () => nothingRefused(stage));
      // what is left out on purpose is missed
      if (step.without.length === 0) { await report.check(example.name, 'istioctl analyze', () => analyze(stage)); }
    }
    for (const check of stage.plan.checks ?? []) { await report.check(example.name, check.name, () => check.run(stage)); }
    const complaints = stage.complaints();
    if (complaints.length > 0) { await report.check(example.name, 'nothing else went wrong', () => { throw new Error(complaints.join('\n')); }); }
  } finally {
    await stage.stop();
  }
}

/** Every document alone, strictly; a fragment must be refused for what it lacks. Gives the number that did otherwise. */
async function dryRun(stage: Stage, file: ManifestFile): Promise<number> {
  const accepted = await inOrder(file.manifests, manifest => {
    const { api } = stage.clusterOf(file);
    const words = stage.plan.fragment?.(manifest);
    if (words) {
      return stage.report.check(stage.example.name, `${file.file}: ${title(manifest)} is a fragment, refused for what it lacks`, async () => {
        const says = await api.apply(manifest, { dryRun: true }).then(() => 'nothing', (error: Rejection) => error.says);
        const silent = words.filter(word => !says.includes(word));
        if (silent.length > 0) { throw new Error(`the API server should have said ${silent.join(' and ')}, it says ${says}`); }
      });
    } else {
      return stage.report.check(stage.example.name, `${file.file}: ${title(manifest)} is accepted`, async () => {
        try {
          return (await api.apply(manifest, { dryRun: true })).warnings.join('\n');
        } catch (error) {
          if (!(error instanceof Rejection)) { throw error; }
          throw new Error([`the API server says: ${error.says}`, `construct: ${constructPath(stage, manifest)}`, 'document:', stringify(manifest).trimEnd()].join('\n'));
        }
      });
    }
  });
  return accepted.filter(one => !one).length;
}

async function inOrder<T, R>(all: readonly T[], body: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const one of all) { results.push(await body(one)); }
  return results;
}

async function nothingRefused(stage: Stage): Promise<string> {
  const refused = (await Promise.all(stage.envoys.all().map(envoy => envoy.refused()))).flat();
  if (refused.length > 0) { throw new Error(refused.join('\n')); }
  return `${stage.envoys.all().length} Envoys`;
}

interface Step {
  readonly files: ManifestFile[];
  readonly without: string[];
  readonly requests: ExpectedRequest[];
}

/** Requests in a row that want the same files make one step; without requests all that can be applied is one. */
function steps(stage: Stage, requests: ExpectedRequest[]): Step[] {
  const whole = stage.example.files.filter(file => stage.whole(file).length > 0);
  const found: (Step & { key: string; requests: ExpectedRequest[] })[] = [];
  for (const request of requests) {
    const key = JSON.stringify([request.given, request.without]);
    if (found[found.length - 1]?.key !== key) {
      const files = request.given?.map(name => {
        const file = whole.find(one => one.name === name);
        if (!file) { throw new Error(`request ${request.name}: given ${name}, but dist has no such file that can be applied; it has ${whole.map(one => one.name).join(', ')}`); }
        return file;
      });
      found.push({ key, files: files ?? whole, without: request.without ?? [], requests: [] });
    }
    found[found.length - 1].requests.push(request);
  }
  return found.length > 0 ? found : [{ files: whole, without: [], requests: [] }];
}
