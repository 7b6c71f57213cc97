// Judges custom resources with the packages that the API server judges them with.
//
// Arguments are files of imports/schemas. Each line of input is an object with `doc` and, for updates, `old`; each line of
// output says which fields are unknown, and what is wrong by the schema and by rules.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	v1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel/model"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	utiljson "k8s.io/apimachinery/pkg/util/json"
	"k8s.io/apimachinery/pkg/util/validation/field"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/cel/common"
)

type object = map[string]interface{}

type kind struct {
	Group, Kind string
	Served      []string
	Schema      json.RawMessage
	Versions    map[string]json.RawMessage
}

type judge struct {
	structural *schema.Structural
	schema     validation.SchemaValidator
	rules      *cel.Validator
}

type verdict struct {
	Unknown []string `json:"unknown"`
	Schema  []string `json:"schema"`
	Rules   []string `json:"rules"`
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func newJudge(raw json.RawMessage) *judge {
	var external v1.JSONSchemaProps
	var internal apiextensions.JSONSchemaProps
	if err := json.Unmarshal(raw, &external); err != nil {
		panic(err)
	}
	if err := v1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(&external, &internal, nil); err != nil {
		panic(err)
	}
	structural := must(schema.NewStructural(&internal))
	validator, _, err := validation.NewSchemaValidator(&internal)
	if err != nil {
		panic(err)
	}
	return &judge{structural, validator, cel.NewValidator(structural, true, celconfig.PerCallLimit)}
}

// admit drops what the API server drops and sets defaults, and says which fields are unknown.
func (j *judge) admit(doc object) []string {
	defaulting.PruneNonNullableNullsWithoutDefaults(doc, j.structural)
	unknown := pruning.PruneWithOptions(doc, j.structural, true, schema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true})
	defaulting.Default(doc, j.structural)
	return unknown
}

func (j *judge) create(doc object) (bySchema, byRules field.ErrorList) {
	bySchema = append(validation.ValidateCustomResource(nil, doc, j.schema), listtype.ValidateListSetsAndMaps(nil, j.structural, doc)...)
	if j.rules != nil && !blocked(bySchema) {
		byRules, _ = j.rules.Validate(context.Background(), nil, j.structural, doc, nil, celconfig.RuntimeCELCostBudget)
	}
	return
}

func (j *judge) update(doc, old object) (bySchema, byRules field.ErrorList) {
	correlated := common.NewCorrelatedObject(doc, old, &model.Structural{Structural: j.structural})
	bySchema = validation.ValidateCustomResourceUpdate(nil, doc, old, j.schema, validation.WithRatcheting(correlated))
	if len(listtype.ValidateListSetsAndMaps(nil, j.structural, old)) == 0 {
		bySchema = append(bySchema, listtype.ValidateListSetsAndMaps(nil, j.structural, doc)...)
	}
	if j.rules != nil && !blocked(bySchema) {
		byRules, _ = j.rules.Validate(context.Background(), nil, j.structural, doc, old, celconfig.RuntimeCELCostBudget, cel.WithRatcheting(correlated))
	}
	return
}

// blocked tells whether the API server would leave out the rules.
func blocked(errors field.ErrorList) bool {
	for _, e := range errors {
		switch e.Type {
		case field.ErrorTypeNotSupported, field.ErrorTypeRequired, field.ErrorTypeTooLong, field.ErrorTypeTooMany, field.ErrorTypeTypeInvalid:
			return true
		}
	}
	return false
}

func words(errors field.ErrorList) []string {
	out := []string{}
	for _, e := range errors {
		out = append(out, e.Error())
	}
	return out
}

func main() {
	judges := map[string]*judge{}
	for _, file := range os.Args[1:] {
		var kinds []kind
		if err := json.Unmarshal(must(os.ReadFile(file)), &kinds); err != nil {
			panic(err)
		}
		for _, k := range kinds {
			for _, version := range k.Served {
				raw := k.Schema
				if other, ok := k.Versions[version]; ok {
					raw = other
				}
				judges[k.Group+"/"+version+" "+k.Kind] = newJudge(raw)
			}
		}
	}
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 1<<26)
	output := json.NewEncoder(os.Stdout)
	output.SetEscapeHTML(false)
	for input.Scan() {
		var request struct {
			Doc object `json:"doc"`
			Old object `json:"old"`
		}
		if err := utiljson.Unmarshal(input.Bytes(), &request); err != nil {
			panic(err)
		}
		j := judges[fmt.Sprintf("%v %v", request.Doc["apiVersion"], request.Doc["kind"])]
		unknown := j.admit(request.Doc)
		var bySchema, byRules field.ErrorList
		if request.Old == nil {
			bySchema, byRules = j.create(request.Doc)
		} else {
			j.admit(request.Old)
			bySchema, byRules = j.update(request.Doc, request.Old)
		}
		if err := output.Encode(verdict{unknown, words(bySchema), words(byRules)}); err != nil {
			panic(err)
		}
	}
}
