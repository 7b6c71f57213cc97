// The upstream modules whose CRDs and OpenAPI documents imports/ is made of.
module cdk8s-istio/import

go 1.26

require (
	istio.io/api v1.31.1
	k8s.io/kubernetes v1.36.3
	sigs.k8s.io/gateway-api v1.6.3
)
