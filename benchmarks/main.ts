/**
 * Benchmarks against peers in the same run: `npm run bench`, `npm run bench -- --json FILE`.
 *
 * Every figure is the median of several runs, each in a process of its own, ours and the peer's in turn.
 */
import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { analyzeBenchmarks } from './analyze';

export interface Benchmark {
  readonly name: string;
  readonly unit: string;
  /** Unit of what each case prints. */
  readonly measure?: 'MB';
  readonly runs: number;
  /** Files under cases/ and their argument; each prints one number. */
  readonly ours: string[];
  readonly peer: string[];
  readonly peerName: string;
  /** How figure and bar come of the two medians. */
  readonly figure: (ours: number, peer: number) => number;
  readonly bar: number;
}

const BENCHMARKS: Benchmark[] = [
  {
    name: 'synth of 10,000 VirtualServices in one chart, checked',
    unit: 'times the peer',
    runs: 7,
    ours: ['synth', 'ours', '10000', '1'],
    peer: ['synth', 'bare', '10000', '1'],
    peerName: 'bare ApiObjects of the same spec, not checked',
    figure: (ours, peer) => ours / peer,
    bar: 1.35,
  },
  {
    name: 'synth of 25,000 VirtualServices in 500 charts, checked',
    unit: 'times the peer',
    runs: 3,
    ours: ['synth', 'ours', '25000', '500'],
    peer: ['synth', 'bare', '25000', '500'],
    peerName: 'bare ApiObjects of the same spec, not checked',
    figure: (ours, peer) => ours / peer,
    bar: 1.2,
  },
  {
    name: 'loading the library',
    unit: 'ms on top of the peer',
    runs: 15,
    ours: ['load', 'ours'],
    peer: ['load', 'peer'],
    peerName: 'cdk8s and cdk8s-plus-28',
    figure: (ours, peer) => ours - peer,
    bar: 20,
  },
  {
    name: 'loading the library and what the README\'s example uses of it',
    unit: 'ms on top of the peer',
    runs: 15,
    ours: ['load', 'used'],
    peer: ['load', 'peer'],
    peerName: 'cdk8s and cdk8s-plus-28',
    figure: (ours, peer) => ours - peer,
    bar: 20,
  },
  ...analyzeBenchmarks(),
];

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const measure = ([file, ...args]: string[]) => Number(execFileSync(process.execPath, [path.join(__dirname, 'cases', `${file}.cjs`), ...args], { encoding: 'utf8' }));

const jsonFile = process.argv.includes('--json') ? process.argv[process.argv.indexOf('--json') + 1] : undefined;
const results = BENCHMARKS.map(benchmark => {
  const ours: number[] = [];
  const peer: number[] = [];
  for (let i = 0; i < benchmark.runs; i++) {
    peer.push(measure(benchmark.peer));
    ours.push(measure(benchmark.ours));
  }
  const figure = benchmark.figure(median(ours), median(peer));
  const result = {
    name: benchmark.name,
    peer: benchmark.peerName,
    oursMs: median(ours),
    peerMs: median(peer),
    figure,
    unit: benchmark.unit,
    bar: benchmark.bar,
    ok: figure <= benchmark.bar,
  };
  console.log(`${result.ok ? 'ok  ' : 'OVER'} ${result.name}: ${figure.toFixed(2)} ${result.unit} (${result.peer}), at most ${result.bar}; ours ${result.oursMs.toFixed(0)} ${benchmark.measure ?? 'ms'}, peer ${result.peerMs.toFixed(0)} ${benchmark.measure ?? 'ms'}, median of ${benchmark.runs}`);
  return result;
});
if (jsonFile) { fs.writeFileSync(jsonFile, `${JSON.stringify(results, undefined, 2)}\n`); }
process.exitCode = results.every(r => r.ok) ? 0 : 1;
