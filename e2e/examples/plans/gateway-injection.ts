import { Plan } from '../plan';

export const gatewayInjection: Plan = {};
