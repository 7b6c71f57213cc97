/** Benchmarks of `cdk8s-istio analyze`, each in a whole process. */
import * as fs from 'fs';
import * as path from 'path';
import type { Benchmark } from './main';

const ROOT = path.join(__dirname, '..');

/** kubeconform took so many times as long as js-yaml took to parse the same: 0.87 s and 0.36 s. */
const KUBECONFORM_BY_JS_YAML = 2.4;

const ratio = (ours: number, peer: number) => ours / peer;

/** Stands in for kubeconform where that is not there. */
const STAND_IN: Benchmark = {
  name: 'analyze of 10,000 resources',
  unit: 'times the peer',
  runs: 5,
  ours: ['analyze', 'ours', '10000'],
  peer: ['analyze', 'js-yaml', '10000'],
  peerName: 'js-yaml, the parse alone',
  figure: ratio,
  bar: KUBECONFORM_BY_JS_YAML,
};

const ALWAYS: readonly Benchmark[] = [
  {
    name: 'analyze of 20,000 resources',
    unit: 'times the peer',
    runs: 5,
    ours: ['analyze', 'ours', '20000'],
    peer: ['analyze', 'ours', '10000'],
    peerName: 'analyze of 10,000 resources',
    figure: ratio,
    bar: 2.2,
  },
  {
    name: 'analyze of 40 resources',
    unit: 'ms',
    runs: 9,
    ours: ['analyze', 'ours', '40'],
    peer: ['analyze', 'js-yaml', '40'],
    peerName: 'js-yaml, the parse alone',
    figure: ours => ours,
    bar: 250,
  },
  {
    name: 'memory for analyze of 50,000 resources',
    unit: 'MB',
    measure: 'MB',
    runs: 1,
    ours: ['analyze', 'ours', '50000', 'memory'],
    peer: ['analyze', 'ours', '10000', 'memory'],
    peerName: 'analyze of 10,000 resources',
    figure: ours => ours,
    bar: 600,
  },
];

const KUBECONFORM: Benchmark = {
  ...STAND_IN,
  peer: ['analyze', 'kubeconform', '10000'],
  peerName: 'kubeconform, which looks at schemas only',
  bar: 1,
};

/** It passes Services and Deployments over without a cluster, and compares each Gateway with all others. */
const ISTIOCTL: Benchmark = {
  ...STAND_IN,
  peer: ['analyze', 'istioctl', '10000'],
  peerName: 'istioctl analyze --use-kube=false',
  bar: 0.2,
};

const hasKubeconform = fs.existsSync(path.join(__dirname, 'peers', '.bin', 'kubeconform'));
const programs = path.join(ROOT, 'e2e', '.bin');
const hasIstioctl = fs.existsSync(programs) && fs.readdirSync(programs).some(name => fs.existsSync(path.join(programs, name, 'istioctl')));

/** Those whose peers are there. */
export function analyzeBenchmarks(): readonly Benchmark[] {
  if (!hasKubeconform) { console.log('js-yaml stands in for kubeconform, which is not there; npx tsx benchmarks/peers/build.ts builds it, with Go'); }
  if (!hasIstioctl) { console.log('not measured: istioctl is not there; npm run e2e builds it, with Go'); }
  return [...ALWAYS, hasKubeconform ? KUBECONFORM : STAND_IN, ...hasIstioctl ? [ISTIOCTL] : []];
}
