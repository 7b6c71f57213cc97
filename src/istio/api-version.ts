/**
 * The API version that an object of networking.istio.io is written in. All are the same schema; the API server converts.
 *
 * @see https://istio.io/latest/blog/2024/v1-apis/
 */
export enum IstioApiVersion {
  /** `networking.istio.io/v1`, Istio 1.22 and later. */
  V1 = 'networking.istio.io/v1',
  /** `networking.istio.io/v1beta1`. */
  V1BETA1 = 'networking.istio.io/v1beta1',
  /** `networking.istio.io/v1alpha3`, as in many documents. */
  V1ALPHA3 = 'networking.istio.io/v1alpha3',
}
