/** Compares what the real API server, Istio's webhook and istioctl say of documents with what this library says. */
import { stringify } from 'yaml';
import { AnalysisCase, compareAnalysis, explanationCases, upstreamCases } from './analysis';
import { Document, ofCorpora, ofExamples, ofExplanations, ofSchemas } from './documents';
import { ours, theirs, Verdict } from './verdict';
import { Api, Rejection } from '../cluster/api';
import { Cluster, startCluster } from '../cluster/cluster';
import { Example } from '../examples/example';
import { Surroundings } from '../examples/stage';
import { installIstio, istiodRuntime } from '../mesh/istiod';
import { Toolbox } from '../setup/build';

/** Documents a kind that are made after its schema. */
const PER_KIND = 60;
/** Requests at a time. */
const AT_ONCE = 16;
/** Differences that are shown in full. */
const SHOWN = 5;

export async function runAgreement(name: string, examples: readonly Example[], surroundings: Surroundings): Promise<void> {
  const { report, tools, processes, network, folder } = surroundings;
  const clusters: Cluster[] = [];
  const start = async (channel: 'standard' | 'experimental') => {
    const index = clusters.length;
    const cluster = await startCluster(tools, processes, network, folder, {
      name: channel,
      index,
      runtimes: [istiodRuntime(tools, processes, network)],
      nodeAddresses: [],
      crds: channel === 'standard' ? tools.crds : tools.experimentalCrds,
    });
    clusters.push(cluster);
    return cluster;
  };
  try {
    const standard = await report.timed(`${name}: start`, async () => {
      const cluster = await start('standard');
      await installIstio(tools, cluster);
      return cluster;
    });
    const corpora = ofCorpora();
    const sets: [string, Document[]][] = [
      ['the examples, as they are and spoiled', ofExamples(examples)],
      ['documents made after the schemas', ofSchemas(PER_KIND)],
      ['the examples of codes', ofExplanations()],
      ...corpora.length > 0 ? [['upstream\'s test data', corpora] as [string, Document[]]] : [],
    ];
    for (const [set, documents] of sets) {
      await report.check(name, `verdicts and words: ${set}`, () => compare(standard.api, documents.filter(d => d.channel !== 'experimental'), 'standard'));
    }
    for (const [set, cases] of Object.entries(analysisCases())) {
      await report.check(name, `istioctl analyze: ${set}`, () => compareAnalyses(tools, standard, cases));
    }
    if (corpora.length > 0) {
      const experimental = await start('experimental');
      await report.check(name, 'verdicts and words: upstream\'s test data, with the experimental CRDs', () =>
        compare(experimental.api, corpora.filter(d => d.channel !== 'standard' && d.document.apiVersion.startsWith('gateway')), 'experimental'));
    }
  } finally {
    await Promise.all(clusters.map(cluster => cluster.stop()));
  }
}

/** The sets of cases that are there. */
function analysisCases(): { readonly [set: string]: AnalysisCase[] } {
  const upstream = upstreamCases();
  return { 'the examples of codes': explanationCases(), ...upstream.length > 0 ? { 'upstream\'s cases': upstream } : {} };
}

async function compareAnalyses(tools: Toolbox, cluster: Cluster, cases: readonly AnalysisCase[]): Promise<string> {
  let findings = 0;
  const differences: string[] = [];
  for (const one of cases) {
    try {
      findings += await compareAnalysis(tools, cluster, one);
    } catch (error) {
      differences.push(`${one.name}\n${(error as Error).message.replace(/^/gm, '  ')}`);
    }
  }
  if (differences.length > 0) { throw new Error(differences.join('\n')); }
  return `${cases.length} cases with ${findings} findings`;
}

async function compare(api: Api, documents: readonly Document[], channel: 'standard' | 'experimental'): Promise<string> {
  await makeNamespaces(api, documents);
  const differences: string[] = [];
  let [compared, refused] = [0, 0];
  const queue = [...documents];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const said = await theirs(api, next);
      if (!said) { continue; }
      compared++;
      if (!said.accepted) { refused++; }
      const difference = different(next, said, ours(next, channel));
      if (difference) { differences.push(difference); }
    }
  }));
  if (differences.length > 0) {
    throw new Error([`${differences.length} of ${compared} differ`, ...differences.slice(0, Number(process.env.SHOWN ?? SHOWN))].join('\n\n'));
  }
  return `${compared} documents, ${refused} of them refused`;
}

function different({ source, document, old }: Document, said: Verdict, we: Verdict): string | undefined {
  const words = ({ errors, unknown }: Verdict) => said.unreadable ? '' : JSON.stringify([errors, unknown]);
  if (said.accepted === we.accepted && words(said) === words(we)) { return undefined; }
  const list = (verdict: Verdict) => [verdict.accepted ? 'accepted' : 'refused', ...verdict.errors, ...verdict.unknown.map(field => `unknown field "${field}"`)].join('\n    ');
  return [source, `  the server: ${list(said)}`, `  we: ${list(we)}`, ...[document, ...old ? [old] : []].map(d => stringify(d).trimEnd())].join('\n');
}

async function makeNamespaces(api: Api, documents: readonly Document[]): Promise<void> {
  for (const name of new Set(documents.flatMap(({ document, old }) => [document, old].flatMap(d => d?.metadata?.namespace ?? [])))) {
    try {
      await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    } catch (error) {
      if (!(error instanceof Rejection)) { throw error; }
    }
  }
}
