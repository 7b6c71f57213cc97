import { attachments } from './attachment';
import { backendTlsPolicies } from './backend-tls';
import { backends } from './backends';
import { certificates } from './certificates';
import { listenerConflicts } from './conflicts';
import { expressions } from './expressions';
import { gateways } from './gateways';
import { Rule } from '../rule';

/** How the resources of Gateway API go together: codes that begin with GWA. */
export const GATEWAY_API_RULES: readonly Rule[] = [gateways, listenerConflicts, certificates, attachments, backends, expressions, backendTlsPolicies];
