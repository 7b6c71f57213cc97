// Asks Istio's own code what it says of manifests.
//
// Each line of input is an object with `yaml` (one or more documents). With `webhook` it is what the validating webhook says
// of each document: `errors` and `warnings`. With `decodes` it is why the text cannot be read as a MeshConfig: `error`. Else
// it is what `istioctl analyze` says with a cluster that holds the documents, and optionally `meshConfig`: `messages`. What
// istiod leaves out is asked with `delegation` or `gateway` instead, see pilot.go.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/hashicorp/go-multierror"
	"sigs.k8s.io/yaml"

	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pkg/config/analysis/analyzers"
	"istio.io/istio/pkg/config/analysis/local"
	"istio.io/istio/pkg/config/mesh"
	"istio.io/istio/pkg/config/schema/collections"
	"istio.io/istio/pkg/config/schema/resource"
	"istio.io/istio/pkg/log"
	"istio.io/istio/pkg/util/protomarshal"
)

type question struct {
	Yaml       string
	Webhook    bool
	Decodes    bool
	MeshConfig string
	Delegation *delegation
	Gateway    *crd.IstioKind
}

type verdict struct {
	Errors   []string `json:"errors"`
	Warnings []string `json:"warnings"`
}

func main() {
	options := log.DefaultOptions()
	options.SetDefaultOutputLevel(log.OverrideScopeName, log.NoneLevel)
	must(struct{}{}, log.Configure(options))
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<30)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for in.Scan() {
		var q question
		must(struct{}{}, json.Unmarshal(in.Bytes(), &q))
		must(struct{}{}, out.Encode(answer(q)))
	}
	must(struct{}{}, in.Err())
}

func answer(q question) any {
	switch {
	case q.Delegation != nil:
		return delegated(*q.Delegation)
	case q.Gateway != nil:
		return servers(*q.Gateway)
	case q.Webhook:
		return webhook(q.Yaml)
	case q.Decodes:
		return decode(q.Yaml)
	default:
		return analyze(q)
	}
}

var separator = regexp.MustCompile(`(?m)^---\s*$`)

func webhook(text string) []verdict {
	verdicts := []verdict{}
	for _, document := range separator.Split(text, -1) {
		if strings.TrimSpace(document) != "" {
			verdicts = append(verdicts, admit([]byte(document)))
		}
	}
	return verdicts
}

func admit(document []byte) verdict {
	var obj crd.IstioKind
	if err := yaml.Unmarshal(document, &obj); err != nil {
		return verdict{Errors: []string{"cannot decode configuration: " + err.Error()}}
	}
	gvk := obj.GroupVersionKind()
	schema, exists := collections.Istio.FindByGroupKind(resource.FromKubernetesGVK(&gvk))
	if !exists {
		return verdict{Errors: []string{fmt.Sprintf("unrecognized type %v", gvk)}}
	}
	config, err := crd.ConvertObject(schema, &obj, "cluster.local")
	if err != nil {
		return verdict{Errors: []string{"error decoding configuration: " + err.Error()}}
	}
	warnings, err := schema.ValidateConfig(*config)
	return verdict{Errors: each(err), Warnings: each(warnings)}
}

func each(err error) []string {
	var several *multierror.Error
	if err == nil {
		return []string{}
	}
	if !errors.As(err, &several) {
		return []string{err.Error()}
	}
	texts := []string{}
	for _, one := range several.Errors {
		texts = append(texts, each(one)...)
	}
	return texts
}

func decode(text string) map[string]string {
	if err := protomarshal.ApplyYAML(text, mesh.DefaultMeshConfig()); err != nil {
		return map[string]string{"error": err.Error()}
	}
	return map[string]string{}
}

func analyze(q question) map[string]any {
	sa := local.NewSourceAnalyzer(analyzers.AllCombined(), "", "istio-system", nil)
	if q.MeshConfig != "" {
		file := must(os.CreateTemp("", "mesh-*.yaml"))
		defer os.Remove(file.Name())
		must(file.WriteString(q.MeshConfig))
		if err := sa.AddFileKubeMeshConfig(file.Name()); err != nil {
			return map[string]any{"error": err.Error()}
		}
	}
	read := sa.AddTestReaderKubeSource([]local.ReaderSource{{Name: "in.yaml", Reader: strings.NewReader(q.Yaml)}})
	must(struct{}{}, sa.AddDefaultResources())
	result := must(sa.Analyze(make(chan struct{})))
	messages := []map[string]any{}
	for _, m := range result.Messages {
		one := m.Unstructured(true)
		delete(one, "documentationUrl")
		messages = append(messages, one)
	}
	answer := map[string]any{"messages": messages}
	if read != nil {
		answer["error"] = read.Error()
	}
	return answer
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
