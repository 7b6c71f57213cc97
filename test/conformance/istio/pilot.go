package main

import (
	"encoding/json"

	networking "istio.io/api/networking/v1alpha3"
	"istio.io/istio/pilot/pkg/config/kube/crd"
	configs "istio.io/istio/pilot/pkg/config/memory"
	"istio.io/istio/pilot/pkg/model"
	services "istio.io/istio/pilot/pkg/serviceregistry/memory"
	"istio.io/istio/pkg/config/mesh"
	"istio.io/istio/pkg/config/mesh/meshwatcher"
	"istio.io/istio/pkg/config/schema/collections"
	"istio.io/istio/pkg/kube/krt"
	"istio.io/istio/pkg/util/protomarshal"
)

type delegation struct {
	Root json.RawMessage
	Rule json.RawMessage
}

// Whether a rule of a delegate comes into force, of the rule that hands requests on to it.
func delegated(d delegation) bool {
	var root, rule networking.HTTPRoute
	must(struct{}{}, protomarshal.Unmarshal(d.Root, &root))
	must(struct{}{}, protomarshal.Unmarshal(d.Rule, &rule))
	return len(model.MergeHTTPRoutes(&root, []*networking.HTTPRoute{&rule})) > 0
}

// The names of the ports of those servers of a Gateway that come into force, for pods that all Gateways select.
func servers(gateway crd.IstioKind) []string {
	store := configs.NewController(configs.MakeSkipValidation(collections.Pilot))
	must(store.Create(*must(crd.ConvertObject(collections.Gateway, &gateway, "cluster.local"))))
	env := model.NewEnvironment()
	env.ConfigStore = store
	env.ServiceDiscovery = services.NewServiceDiscovery()
	env.Watcher = meshwatcher.NewTestWatcher(mesh.DefaultMeshConfig())
	env.VirtualServiceController = model.NewVirtualServiceController(store, model.VSControllerOptions{KrtDebugger: krt.GlobalDebugHandler}, env.Watcher)
	stop := make(chan struct{})
	defer close(stop)
	go store.Run(stop)
	go env.VirtualServiceController.Run(stop)
	env.Init()
	push := model.NewPushContext()
	push.InitContext(env, nil, nil)
	proxy := &model.Proxy{Type: model.Router, ConfigNamespace: gateway.Namespace, Metadata: &model.NodeMetadata{Namespace: gateway.Namespace}}
	proxy.SetGatewaysForProxy(push)
	names := []string{}
	for _, merged := range proxy.MergedGateway.MergedServers {
		for _, server := range merged.Servers {
			names = append(names, server.Port.Name)
		}
	}
	return names
}
