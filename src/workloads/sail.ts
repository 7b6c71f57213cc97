/** The values of Istio's charts, as the Sail operator takes them. */
export * from '../../imports/istio-values';
