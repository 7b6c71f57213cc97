import { delegates } from './delegates';
import { failover } from './failover';
import { gatewayPods } from './gateway-pods';
import { ingressBackends } from './ingress';
import { matchesNeverReached } from './never-reached';
import { paths } from './paths';
import { unbound } from './unbound';
import { visibility } from './visibility';
import { weights } from './weights';
import { Rule } from '../rule';

/** What is accepted and does something else than is meant, where Istio says nothing: codes that begin with CDI. */
export const TRAP_RULES: readonly Rule[] = [
  weights, matchesNeverReached, paths, delegates, visibility, unbound, gatewayPods, ingressBackends, failover,
];
