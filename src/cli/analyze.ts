import { parseArguments, UsageError } from './arguments';
import { Command, Output } from './command';
import type { Analyzed, Format } from './format';
import { readMeshConfig } from '../analysis';
import { check, FAIL_ON, parseNamespace, parseParts, parseSuppression } from '../check';
import { InputError, Manifest, Manifests } from '../manifests';
import { validate } from '../validation';

/* eslint-disable @typescript-eslint/no-require-imports -- one of them is needed */
const FORMATS: { readonly [name: string]: () => Format } = {
  text: () => require('./text').text,
  json: () => require('./json').json,
  sarif: () => require('./sarif').sarif,
};
/* eslint-enable @typescript-eslint/no-require-imports */

export const analyzeCommand: Command = {
  help: `Usage: cdk8s-istio analyze [FILE | DIRECTORY | -]...

Says what is wrong with manifests before they are applied: what the API server or Istio's webhook would refuse, and what
would be accepted and not do what is meant. Reads YAML and JSON: files, those in and below directories, and standard input
for "-". What belongs together is given together: a reference to what is not given, and not said to exist, is a finding.

Options:
  -o, --output text | json | sarif   text unless given
  --fail-on error | warning | info | never
                                     what makes the exit code 1: error unless given
  --ignore CODE[=KIND/NAMESPACE/NAME]
                                     findings not to report; "*" stands for all codes, and for any text within the rest;
                                     may be repeated
  --namespace NAMESPACE              of what names none: default unless given
  --mesh-config FILE                 MeshConfig of Istio, or the ConfigMap, Istio or IstioOperator that holds it
  --old FILE...                      what is deployed now: the update is checked too. Behind what is to be checked it takes
                                     all files up to the next option, before it one: new/ --old a.yaml b.yaml, or
                                     --old a.yaml --old b.yaml new/
  --existing FILE...                 what is there beside it and is not judged, such as shared gateways or the output of
                                     kubectl get -o yaml; takes files as --old does
  --only schema,cel,analysis         some of the checks: schema and Istio's webhook, CEL rules, how resources go together

Exit code: 0 without findings, 1 with findings at or above --fail-on, 2 if the command or its input cannot be used.
`,

  run(args, output) {
    const given = parseArguments(args, {
      'output': { short: 'o', choices: Object.keys(FORMATS) },
      'fail-on': { choices: Object.keys(FAIL_ON) },
      'ignore': { repeatable: true },
      'namespace': {},
      'mesh-config': {},
      'old': { repeatable: true, greedy: true },
      'existing': { repeatable: true, greedy: true },
      'only': { repeatable: true },
    });
    if (given.words.length === 0) { throw new UsageError('no input: name files or directories, or - for standard input'); }
    const meshConfigFile = given.one('mesh-config');
    const namespace = option(() => given.all('namespace').map(parseNamespace))[0];
    const only = option(() => parseParts(given.all('only').flatMap(parts => parts.split(','))));
    const ignore = option(() => given.all('ignore').map(parseSuppression));

    const passedOver: string[] = [];
    const manifests = Manifests.fromFiles(given.words, { namespace }, file => { passedOver.push(file); });
    const old = given.all('old');
    const { findings, suppressed } = check(manifests, {
      ignore,
      only: only.length > 0 ? only : undefined,
      meshConfig: meshConfigFile === undefined ? undefined : readMeshConfig(meshConfigFile),
      old: old.length > 0 ? Manifests.fromFiles(old, { namespace }) : undefined,
      context: beside(manifests, given.all('existing')),
    });
    report(FORMATS[given.one('output') ?? 'text'](), { findings, suppressed, resources: manifests.all.length, passedOver }, output);
    const failing = FAIL_ON[given.one('fail-on') ?? 'error'];
    return findings.some(({ severity }) => failing.includes(severity)) ? 1 : 0;
  },
};

/** What is there beside manifests, as the API server keeps it, save what they replace. */
function beside(manifests: Manifests, files: readonly string[]): Manifest[] {
  const existing = Manifests.fromFiles(files, { namespace: manifests.namespace });
  return validate(existing).admitted.filter(m => !manifests.find(m.group, m.kind, m.name, existing.namespaceOf(m)));
}

/** What is wrong with the value of an option is a mistake of the command line. */
function option<T>(read: () => T): T {
  try {
    return read();
  } catch (e) {
    throw e instanceof InputError ? new UsageError(`--${e.message}`) : e;
  }
}

/** Written in parts, as the whole may be larger than a string can be. */
function report(format: Format, analyzed: Analyzed, output: Output) {
  let text = '';
  for (const part of format(analyzed, output.colours)) {
    text += part;
    if (text.length > 65_536) {
      output.write(text);
      text = '';
    }
  }
  output.write(text);
}
