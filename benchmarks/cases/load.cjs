// Prints the milliseconds that loading takes: `load.cjs ours|peer`.
const start = process.hrtime.bigint();
require('cdk8s');
require('cdk8s-plus-28');
if (process.argv[2] === 'ours') { require('../..'); }
console.log(Number(process.hrtime.bigint() - start) / 1e6);
