import { cdk8s, javascript, JsonFile, typescript } from 'projen';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-istio',
  description: 'Istio, Gateway API and Alibaba ASM gateways as typed cdk8s constructs',
  author: 'The cdk8s-istio authors',
  authorAddress: 'cdk8s-istio@users.noreply.github.com',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk8s-istio/cdk8s-istio.git',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk8s-istio authors',
  stability: 'experimental',
  keywords: ['cdk8s', 'kubernetes', 'istio', 'gateway-api', 'service-mesh', 'ingress', 'gateway', 'asm', 'alibaba-cloud'],
  defaultReleaseBranch: 'main',

  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.16.0',
  workflowNodeVersion: '20.x',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.0',
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),

  cdk8sVersion: '2.70.0',
  constructsVersion: '10.3.0',
  peerDeps: ['cdk8s-plus-28@^2.5.6'],
  devDeps: [
    'ajv@^8', 'ajv-formats@^3', 'cdk8s-cli@^2.207.60', 'fast-check@^4', 'json2jsii@^0.5', 'yaml@^2',
    '@bufbuild/cel@^0.6', '@bufbuild/protobuf@^2', 'esbuild@^0.28', 'js-yaml@^5', 're2js@^2.10',
  ],

  publishToPypi: { distName: 'cdk8s-istio', module: 'cdk8s_istio' },
  publishToMaven: { javaPackage: 'io.github.cdk8sistio', mavenGroupId: 'io.github.cdk8s-istio', mavenArtifactId: 'cdk8s-istio' },
  publishToGo: { moduleName: 'github.com/cdk8s-istio/cdk8s-istio-go' },
  publishToNuget: { dotNetNamespace: 'Cdk8sIstio', packageId: 'Cdk8sIstio' },

  // what src/ uses of imports/ compiles along with it, so lib/ mirrors both
  tsconfig: { include: ['src/**/*.ts'], compilerOptions: { rootDir: '.', declarationMap: false, inlineSourceMap: false, inlineSources: false } },
  tsconfigDev: { include: ['**/*.ts', '../examples/**/*.ts', '../benchmarks/**/*.ts', '../e2e/**/*.ts'], compilerOptions: { paths: { 'cdk8s-istio': ['../src/index.ts'] } } },
  entrypoint: 'lib/src/index.js',
  bin: { 'cdk8s-istio': 'bin/cdk8s-istio' },

  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestVersion: '^30',
    junitReporting: false,
    configFilePath: 'jest.config.json',
    jestConfig: {
      collectCoverage: false,
      setupFiles: ['<rootDir>/test/setup.ts'],
      moduleNameMapper: { '^cdk8s-istio$': '<rootDir>/src/index' },
      reporters: [new javascript.JestReporter('<rootDir>/test/closing-line-reporter.cjs')],
    },
  },
  eslintOptions: {
    dirs: ['src', 'test', 'examples', 'benchmarks', 'e2e', 'projenrc', '.projenrc.ts'],
    ignorePatterns: ['imports/', 'lib/', '*.d.ts', 'node_modules/'],
    commandOptions: { fix: false },
  },

  // one opinion fewer to maintain
  depsUpgrade: false,
  pullRequestTemplate: false,
  integrationTestAutoDiscover: false,
  githubOptions: { mergify: false, pullRequestLint: false },
});

project.addFields({
  types: 'lib/src/index.d.ts',
  // so that the examples can say `import ... from 'cdk8s-istio'` as their readers will
  exports: {
    '.': { types: './lib/src/index.d.ts', default: './lib/src/index.js' },
    './jest': { types: './lib/src/jest/index.d.ts', default: './lib/src/jest/index.js' },
    './jest-globals': { types: './lib/src/jest/globals.d.ts', default: './lib/src/jest/globals.js' },
    './package.json': './package.json',
    './.jsii': './.jsii',
  },
  // apps that cdk8s-cli makes resolve types as Node 10 did, which knows no exports
  typesVersions: { '*': { 'jest': ['./lib/src/jest/index.d.ts'], 'jest-globals': ['./lib/src/jest/globals.d.ts'] } },
});
project.jest!.addTestMatch('<rootDir>/e2e/**/*.test.ts');
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');
project.gitignore.exclude('.jsii.tabl.json', '/benchmarks/peers/.bin');
project.npmignore!.exclude('/*', '/lib/**/*.map');
project.npmignore!.include('/lib', '/bin', '/.jsii', '/README.md', '/LICENSE', '/package.json');

// `projen build` needs npm alone: the other languages are packaged where they are published
project.packageTask.reset();
project.packageTask.spawn(project.tasks.tryFind('package:js')!);

// jsii warns of Node 20, which its users still run
project.compileTask.exec('tsx projenrc/finish-lib.ts');
project.compileTask.env('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '1');

// so that editors and the linter find the files outside src and test
for (const dir of ['benchmarks', 'e2e', 'examples']) {
  new JsonFile(project, `${dir}/tsconfig.json`, { obj: { extends: '../test/tsconfig.json', include: ['**/*.ts'] } });
}

// sail's 340 generated structs have docstrings of their own, and would be three quarters of the page
project.tasks.tryFind('docgen')!.reset('jsii-docgen -o API.md --submodule root');

// 1.13.0 came out before its bindings, so that a lock file that names it does not install everywhere
project.package.addPackageResolutions('unrs-resolver@1.12.2');

const typecheck = project.addTask('typecheck', {
  description: 'Checks the types of tests, examples and benchmarks',
  exec: 'tsc --noEmit -p test/tsconfig.json',
});
project.testTask.reset();
project.testTask.spawn(project.compileTask);
project.testTask.spawn(typecheck);
project.testTask.spawn(project.tasks.tryFind('eslint')!);
project.testTask.exec('jest --ci', { receiveArgs: true });

project.addTask('synth', {
  description: 'Builds the library and synthesizes every example into its dist folder',
  steps: [{ spawn: 'compile' }, { exec: 'tsx projenrc/synth-examples.ts' }],
});
project.addTask('docs', {
  description: 'Writes docs/, a page a code, which a test compares',
  exec: 'tsx projenrc/docs.ts',
});
project.addTask('import', {
  description: 'Renews imports/ from the pinned Go modules (needs Go)',
  exec: 'tsx projenrc/import/import.ts',
});
project.addTask('e2e', {
  description: 'Asks the real control planes and proxies about every example; says first what it needs on the machine',
  exec: 'tsx e2e/main.ts',
  receiveArgs: true,
});
project.addTask('bench', {
  description: 'Benchmarks against bare cdk8s in the same run',
  steps: [{ spawn: 'compile' }, { exec: 'tsx benchmarks/main.ts', receiveArgs: true }],
});

project.synth();
