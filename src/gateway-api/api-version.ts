/**
 * The API version that an object of gateway.networking.k8s.io is written in. Both are the same schema.
 *
 * @see https://gateway-api.sigs.k8s.io/concepts/versioning/
 */
export enum GatewayApiVersion {
  /** `gateway.networking.k8s.io/v1`. */
  V1 = 'gateway.networking.k8s.io/v1',
  /** `gateway.networking.k8s.io/v1beta1`, as in older documents. */
  V1BETA1 = 'gateway.networking.k8s.io/v1beta1',
}
