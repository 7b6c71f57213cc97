/** What the harness must know about an example beyond its files. */
import { Manifest } from '../cluster/manifest';
import { missingGateways } from '../fixtures/gateway';
import { bookinfo } from './plans/bookinfo';
import { frontTomcat } from './plans/front-tomcat';
import { gatewayInjection } from './plans/gateway-injection';
import { httpbin } from './plans/httpbin';
import { Stage } from './stage';

export interface Plan {
  /** Clusters and what tells their files; the first holds the mesh's configuration and takes all other files. */
  readonly clusters?: { readonly name: string; readonly files?: RegExp }[];
  /** Which of them the mesh clients live in; the first by default. */
  readonly clients?: string;
  /** Where node ports listen. */
  readonly nodeAddresses?: string[];
  /** What the example takes for granted: gateways, applications. Applied before it; by default the gateways that its Gateways select. */
  readonly fixtures?: (files: Manifest[]) => { readonly cluster?: string; readonly manifests: Manifest[] }[];
  /**
   * Of a document that the users' texts show in part only: words with which the API server must refuse it. It is not applied.
   */
  readonly fragment?: (manifest: Manifest) => string[] | undefined;
  /** What cannot be said as a request, with everything deployed that the last request had. */
  readonly checks?: { readonly name: string; readonly run: (stage: Stage) => Promise<string | void> }[];
}

const PLANS: Record<string, Plan> = {
  '2-front-tomcat': frontTomcat,
  '3-gateway-injection': gatewayInjection,
  '4-asm-serverless-bookinfo': bookinfo,
  '5-gateway-api-httpbin': httpbin,
};

/** Any example without a plan. */
const GATEWAYS_ONLY: Plan = { fixtures: files => [{ manifests: missingGateways(files) }] };

export const planOf = (example: string): Plan => PLANS[example] ?? GATEWAYS_ONLY;
