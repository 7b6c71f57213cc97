// Prints the milliseconds that loading takes: `load.cjs ours|used|peer`.
const start = process.hrtime.bigint();
require('cdk8s');
require('cdk8s-plus-28');
if (process.argv[2] === 'ours') { require('../..'); }
if (process.argv[2] === 'used') {
  const { DestinationRule, Gateway, GatewayWorkload, Service, VirtualService } = require('../..');
  if (![DestinationRule, Gateway, GatewayWorkload, Service, VirtualService].every(used => used)) { throw new Error('not loaded'); }
}
console.log(Number(process.hrtime.bigint() - start) / 1e6);
