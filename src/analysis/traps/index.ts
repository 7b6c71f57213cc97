import { authorizationPorts } from './authorization-ports';
import { authorizationValues } from './authorization-values';
import { delegateRules } from './delegate-rules';
import { delegates } from './delegates';
import { failover } from './failover';
import { gatewayPods } from './gateway-pods';
import { gatewayServers } from './gateway-servers';
import { ingressBackends } from './ingress';
import { mergedRules } from './merged-rules';
import { mtls } from './mtls';
import { matchesNeverReached } from './never-reached';
import { notHttp } from './not-http';
import { paths } from './paths';
import { requestMatches } from './request-matches';
import { rivalServers } from './rival-servers';
import { disruptionBudgets, scaleTargets } from './scaling';
import { servicePods } from './service-pods';
import { tlsTwice } from './tls-twice';
import { unbound } from './unbound';
import { visibility } from './visibility';
import { weights } from './weights';
import { Rule } from '../rule';

/** What is accepted and does something else than is meant, where Istio says nothing: codes that begin with CDI. */
export const TRAP_RULES: readonly Rule[] = [
  weights, matchesNeverReached, paths, delegates, visibility, unbound, gatewayPods, gatewayServers, ingressBackends, servicePods, failover,
  scaleTargets, disruptionBudgets, mtls, authorizationValues, authorizationPorts,
  requestMatches, delegateRules, notHttp, rivalServers, mergedRules, tlsTwice,
];
