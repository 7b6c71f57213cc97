import * as fs from 'fs';
import * as path from 'path';
import { parseMeshConfig } from '../../src/analysis';
import { meshConfigOf } from '../../src/analysis/mesh-config';
import { meshConfigFields } from '../../src/analysis/mesh-config-types';
import { InputError, Manifests } from '../../src/manifests';

const of = (kind: string, apiVersion: string, content: object) => JSON.stringify({ apiVersion, kind, metadata: { name: 'istio' }, ...content });
const ALLOWED = ', allowed a MeshConfig, or the ConfigMap (data.mesh), Istio or IstioOperator that holds it';
const CONFIG_MAP = of('ConfigMap', 'v1', { data: { mesh: 'rootNamespace: root\n' } });

test.each([
  ['itself', 'rootNamespace: root\n'],
  ['itself, with the names of protobuf', 'root_namespace: root\n'],
  ['the ConfigMap that istiod reads', CONFIG_MAP],
  ['the same in a list', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [JSON.parse(CONFIG_MAP)] })],
  ['the same among other objects, as a chart renders them', `${of('Service', 'v1', {})}\n---\n${CONFIG_MAP}`],
  ['an Istio', of('Istio', 'sailoperator.io/v1', { spec: { values: { meshConfig: { rootNamespace: 'root' } } } })],
  ['the Helm values of an IstioOperator', of('IstioOperator', 'install.istio.io/v1alpha1', { spec: { values: { meshConfig: { rootNamespace: 'root' } } } })],
  ['an IstioOperator', of('IstioOperator', 'install.istio.io/v1alpha1', { spec: { meshConfig: { rootNamespace: 'root' } } })],
])('a MeshConfig is read from %s', (_, text) => {
  expect(parseMeshConfig(text, 'mesh.yaml')).toEqual({ rootNamespace: 'root' });
});

test.each([
  ['', {}],
  ['{}', {}],
  ['mesh_mTLS: {}\nh2_upgrade_policy: UPGRADE\nenableTracing: yes', { meshMTLS: {}, h2UpgradePolicy: 'UPGRADE', enableTracing: true }],
  [of('IstioOperator', 'install.istio.io/v1alpha1', {}), {}],
  ['rootNamespace: root\nfieldOfALaterIstio: 1', { rootNamespace: 'root', fieldOfALaterIstio: 1 }],
])('%j is one, too', (text, config) => {
  expect(parseMeshConfig(text, 'mesh.yaml')).toEqual(config);
});

test.each([
  ['- a', 'not a MeshConfig'],
  ['a', 'not a MeshConfig'],
  ['acessLogFile: /dev/stdout', 'a MeshConfig has no field acessLogFile; write accessLogFile'],
  ['root_namspace: a', 'a MeshConfig has no field rootNamspace; write rootNamespace'],
  ['replicas: 1\nimage: a', 'a MeshConfig has no field replicas, image; give the file that Istio reads'],
  ['meshConfig: { rootNamespace: a }', 'a MeshConfig has no field meshConfig; give what stands below meshConfig'],
  ['ca: {}\n---\nca: {}', 'given 2 documents, allowed one MeshConfig'],
  [of('Deployment', 'apps/v1', {}), `not a MeshConfig: given Deployment istio${ALLOWED}`],
  [of('ConfigMap', 'v1', { data: { other: '' } }), `not a MeshConfig: given ConfigMap istio${ALLOWED}`],
  [of('Istio', 'other.io/v1', {}), `not a MeshConfig: given Istio istio${ALLOWED}`],
  [of('ConfigMap', 'v1', { data: { mesh: 'meshCfg: {}' } }), 'data.mesh of ConfigMap istio: a MeshConfig has no field meshCfg; give the file that Istio reads'],
  [of('ConfigMap', 'v1', { data: { mesh: 'ca: [' } }), 'data.mesh of ConfigMap istio:1: not valid YAML: unexpected end of the stream within a flow collection'],
  [of('IstioOperator', 'install.istio.io/v1alpha1', { spec: { meshConfig: { trustdomain: 'a' } } }), 'meshConfig of IstioOperator istio: a MeshConfig has no field trustdomain; write trustDomain'],
  ['enableAutoMtls: "yes"', 'enableAutoMtls: given "yes", allowed true or false'],
  [of('ConfigMap', 'v1', { data: { mesh: 'connectTimeout: 10' } }), 'data.mesh of ConfigMap istio: connectTimeout: given 10, allowed a number with a unit, such as 30s'],
  [of('Istio', 'sailoperator.io/v1', { spec: { values: { meshConfig: { extensionProviders: {} } } } }), 'meshConfig of Istio istio: extensionProviders: given {}, allowed a list'],
])('%j is refused', (text, message) => {
  expect(() => parseMeshConfig(text, 'mesh.yaml')).toThrow(new InputError(`mesh.yaml: ${message}`));
});

test('every field that Istio\'s operator takes is known', () => {
  const kinds = JSON.parse(fs.readFileSync(path.join(__dirname, '../../imports/schemas/sail.json'), 'utf8'));
  const istio = kinds.find(({ kind, schema }: any) => kind === 'Istio' && schema.properties.spec.properties.values);
  const { meshConfig } = istio.schema.properties.spec.properties.values.properties;
  expect(meshConfigFields()).toEqual(expect.arrayContaining(Object.keys(meshConfig.properties)));
});

test.each([
  ['rootNamespace: root\nenableTracing: 1', {}],
  ['rootNamespace: [', {}],
  ['rootNamespace: root\nfieldOfALaterIstio: 1', { rootNamespace: 'root', fieldOfALaterIstio: 1 }],
])('of the ConfigMap among the manifests, %j is %j', (mesh, config) => {
  // WHEN
  const manifests = Manifests.fromYaml(of('ConfigMap', 'v1', { data: { mesh } }));

  // THEN
  expect(meshConfigOf(manifests)).toEqual(config);
});

test('an installation that Istio\'s operator would refuse is none', () => {
  // WHEN
  const manifests = Manifests.fromYaml(of('IstioOperator', 'install.istio.io/v1alpha1', { spec: { meshConfig: { rootNamespace: 1 } } }));

  // THEN
  expect(meshConfigOf(manifests)).toEqual({});
});
