// Judges Kubernetes' own kinds with the code that the API server judges them with.
//
// Each line of input is an object with `doc` and, for updates, `old`; each line of output says what is wrong: `decode` where
// the document cannot be read, or else `errors`.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/net"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	_ "k8s.io/kubernetes/pkg/apis/autoscaling/install"
	"k8s.io/kubernetes/pkg/apis/batch"
	_ "k8s.io/kubernetes/pkg/apis/batch/install"
	"k8s.io/kubernetes/pkg/apis/core"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	_ "k8s.io/kubernetes/pkg/apis/networking/install"
	_ "k8s.io/kubernetes/pkg/apis/policy/install"
	_ "k8s.io/kubernetes/pkg/apis/rbac/install"
	"k8s.io/kubernetes/pkg/capabilities"
	"k8s.io/kubernetes/pkg/registry/apps/daemonset"
	"k8s.io/kubernetes/pkg/registry/apps/deployment"
	"k8s.io/kubernetes/pkg/registry/apps/replicaset"
	"k8s.io/kubernetes/pkg/registry/apps/statefulset"
	"k8s.io/kubernetes/pkg/registry/autoscaling/horizontalpodautoscaler"
	"k8s.io/kubernetes/pkg/registry/batch/cronjob"
	"k8s.io/kubernetes/pkg/registry/batch/job"
	"k8s.io/kubernetes/pkg/registry/core/configmap"
	"k8s.io/kubernetes/pkg/registry/core/namespace"
	"k8s.io/kubernetes/pkg/registry/core/persistentvolumeclaim"
	"k8s.io/kubernetes/pkg/registry/core/pod"
	"k8s.io/kubernetes/pkg/registry/core/secret"
	"k8s.io/kubernetes/pkg/registry/core/service"
	"k8s.io/kubernetes/pkg/registry/core/service/portallocator"
	"k8s.io/kubernetes/pkg/registry/core/serviceaccount"
	"k8s.io/kubernetes/pkg/registry/networking/ingress"
	"k8s.io/kubernetes/pkg/registry/networking/ingressclass"
	"k8s.io/kubernetes/pkg/registry/networking/networkpolicy"
	"k8s.io/kubernetes/pkg/registry/policy/poddisruptionbudget"
	"k8s.io/kubernetes/pkg/registry/rbac/clusterrole"
	"k8s.io/kubernetes/pkg/registry/rbac/clusterrolebinding"
	"k8s.io/kubernetes/pkg/registry/rbac/role"
	"k8s.io/kubernetes/pkg/registry/rbac/rolebinding"
)

type strategy interface {
	rest.RESTCreateStrategy
	rest.RESTUpdateStrategy
}

var strategies = map[string]strategy{
	"v1 ConfigMap":                                    configmap.Strategy,
	"v1 Namespace":                                    namespace.Strategy,
	"v1 PersistentVolumeClaim":                        persistentvolumeclaim.Strategy,
	"v1 Pod":                                          pod.Strategy,
	"v1 Secret":                                       secret.Strategy,
	"v1 Service":                                      service.Strategy,
	"v1 ServiceAccount":                               serviceaccount.Strategy,
	"apps/v1 DaemonSet":                               daemonset.Strategy,
	"apps/v1 Deployment":                              deployment.Strategy,
	"apps/v1 ReplicaSet":                              replicaset.Strategy,
	"apps/v1 StatefulSet":                             statefulset.Strategy,
	"batch/v1 CronJob":                                cronjob.Strategy,
	"batch/v1 Job":                                    job.Strategy,
	"autoscaling/v2 HorizontalPodAutoscaler":          horizontalpodautoscaler.Strategy,
	"networking.k8s.io/v1 Ingress":                    ingress.Strategy,
	"networking.k8s.io/v1 IngressClass":               ingressclass.Strategy,
	"networking.k8s.io/v1 NetworkPolicy":              networkpolicy.Strategy,
	"policy/v1 PodDisruptionBudget":                   poddisruptionbudget.Strategy,
	"rbac.authorization.k8s.io/v1 ClusterRole":        clusterrole.Strategy,
	"rbac.authorization.k8s.io/v1 ClusterRoleBinding": clusterrolebinding.Strategy,
	"rbac.authorization.k8s.io/v1 Role":               role.Strategy,
	"rbac.authorization.k8s.io/v1 RoleBinding":        rolebinding.Strategy,
}

var decoder = serializer.NewCodecFactory(legacyscheme.Scheme, serializer.EnableStrict).UniversalDecoder()

type verdict struct {
	Decode string   `json:"decode"`
	Errors []string `json:"errors"`
}

// decode reads a document as the API server does, with defaults.
func decode(raw json.RawMessage) (runtime.Object, metav1.Object, error) {
	object, _, err := decoder.Decode(raw, nil, nil)
	if err != nil {
		return nil, nil, err
	}
	accessor, err := meta.Accessor(object)
	return object, accessor, err
}

// allocate does what the API server does to a Service before it looks at it, with addresses and ports that are free.
func allocate(service *core.Service) (problems []string) {
	spec := &service.Spec
	ports, _ := portallocator.NewInMemory(net.PortRange{Base: 30000, Size: 2768})
	for i, port := range spec.Ports {
		if port.NodePort == 0 || (spec.Type != core.ServiceTypeNodePort && spec.Type != core.ServiceTypeLoadBalancer) {
			continue
		}
		if err := ports.Allocate(int(port.NodePort)); err != nil && !errors.Is(err, portallocator.ErrAllocated) {
			problems = append(problems, fmt.Sprintf("spec.ports[%d].nodePort: Invalid value: %d: %v", i, port.NodePort, err))
		}
	}
	single := spec.IPFamilyPolicy != nil && *spec.IPFamilyPolicy == core.IPFamilyPolicySingleStack
	single = single || spec.IPFamilyPolicy == nil && !(spec.ClusterIP == core.ClusterIPNone && len(spec.Selector) == 0)
	if single && spec.Type != core.ServiceTypeExternalName && len(spec.IPFamilies) == 2 {
		problems = append(problems, "spec.ipFamilyPolicy: Invalid value: \"SingleStack\": must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified")
	}
	if spec.ClusterIP != "" && len(spec.ClusterIPs) == 0 {
		spec.ClusterIPs = []string{spec.ClusterIP}
	}
	if spec.Type == core.ServiceTypeLoadBalancer && spec.ExternalTrafficPolicy == core.ServiceExternalTrafficPolicyLocal && spec.HealthCheckNodePort == 0 {
		spec.HealthCheckNodePort = 32000
	}
	return
}

// keep does what the API server and kubectl do to an update: what they gave the old object stays.
func keep(ctx context.Context, object, before runtime.Object) {
	switch old := before.(type) {
	case *core.Service:
		spec, was := &object.(*core.Service).Spec, old.Spec
		if spec.Type == core.ServiceTypeExternalName || was.Type == core.ServiceTypeExternalName {
			return
		}
		if spec.ClusterIP == "" && len(spec.ClusterIPs) == 0 {
			spec.ClusterIP, spec.ClusterIPs = was.ClusterIP, was.ClusterIPs
		}
		if len(spec.IPFamilies) == 0 {
			spec.IPFamilies = was.IPFamilies
		}
		if was.HealthCheckNodePort != 0 && spec.HealthCheckNodePort == 0 && spec.Type == was.Type && spec.ExternalTrafficPolicy == was.ExternalTrafficPolicy {
			spec.HealthCheckNodePort = was.HealthCheckNodePort
		}
	case *batch.Job:
		job.Strategy.PrepareForCreate(ctx, old)
		spec := &object.(*batch.Job).Spec
		if spec.ManualSelector != nil && *spec.ManualSelector {
			return
		}
		if spec.Selector == nil {
			spec.Selector = old.Spec.Selector
		}
		for _, key := range []string{batch.ControllerUidLabel, batch.LegacyControllerUidLabel, batch.JobNameLabel, batch.LegacyJobNameLabel} {
			value, ok := old.Spec.Template.Labels[key]
			if _, given := spec.Template.Labels[key]; ok && !given {
				if spec.Template.Labels == nil {
					spec.Template.Labels = map[string]string{}
				}
				spec.Template.Labels[key] = value
			}
		}
	}
}

func judge(doc, old json.RawMessage) (result verdict) {
	result.Errors = []string{}
	// the API server answers with an internal error
	defer func() {
		if problem := recover(); problem != nil {
			result.Decode = fmt.Sprint(problem)
		}
	}()
	object, accessor, err := decode(doc)
	if err != nil {
		result.Decode = err.Error()
		return
	}
	var kind struct{ APIVersion, Kind string }
	if err := json.Unmarshal(doc, &kind); err != nil {
		panic(err)
	}
	group, version := "", kind.APIVersion
	for i, c := range kind.APIVersion {
		if c == '/' {
			group, version = kind.APIVersion[:i], kind.APIVersion[i+1:]
		}
	}
	s, ok := strategies[kind.APIVersion+" "+kind.Kind]
	if !ok {
		panic("no strategy for " + kind.APIVersion + " " + kind.Kind)
	}
	namespace := ""
	if s.NamespaceScoped() {
		namespace = accessor.GetNamespace()
		if namespace == "" {
			namespace = "default"
			accessor.SetNamespace(namespace)
		}
	}
	ctx := genericapirequest.WithNamespace(context.Background(), namespace)
	ctx = genericapirequest.WithRequestInfo(ctx, &genericapirequest.RequestInfo{
		IsResourceRequest: true, Verb: "create", APIGroup: group, APIVersion: version, Namespace: namespace,
	})
	if service, ok := object.(*core.Service); ok {
		if old == nil {
			result.Errors = append(result.Errors, allocate(service)...)
		}
	}
	if old == nil {
		rest.FillObjectMetaSystemFields(accessor)
		if accessor.GetName() == "" && accessor.GetGenerateName() != "" {
			accessor.SetName(s.GenerateName(accessor.GetGenerateName()))
		}
		err = rest.BeforeCreate(s, ctx, object)
	} else {
		before, beforeAccessor, failed := decode(old)
		if failed != nil {
			panic(failed)
		}
		if service, ok := before.(*core.Service); ok {
			allocate(service)
		}
		beforeAccessor.SetNamespace(namespace)
		beforeAccessor.SetUID(types.UID("1"))
		beforeAccessor.SetResourceVersion("1")
		accessor.SetResourceVersion("1")
		accessor.SetUID(types.UID("1"))
		keep(ctx, object, before)
		if service, ok := object.(*core.Service); ok {
			result.Errors = append(result.Errors, allocate(service)...)
		}
		err = rest.BeforeUpdate(s, ctx, object, before)
	}
	var status apierrors.APIStatus
	if err == nil {
		return
	}
	if !errors.As(err, &status) || status.Status().Details == nil || len(status.Status().Details.Causes) == 0 {
		result.Decode = err.Error()
		return
	}
	for _, cause := range status.Status().Details.Causes {
		result.Errors = append(result.Errors, cause.Field+": "+cause.Message)
	}
	return
}

func main() {
	// as nearly every cluster does
	capabilities.Setup(true, 0)
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 1<<26)
	output := json.NewEncoder(os.Stdout)
	output.SetEscapeHTML(false)
	for input.Scan() {
		var request struct {
			Doc json.RawMessage `json:"doc"`
			Old json.RawMessage `json:"old"`
		}
		if err := json.Unmarshal(input.Bytes(), &request); err != nil {
			panic(fmt.Sprint(err))
		}
		if err := output.Encode(judge(request.Doc, request.Old)); err != nil {
			panic(err)
		}
	}
}
