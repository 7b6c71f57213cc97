import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  BackendRef, GatewayAddress, GatewayApiGateway, GatewayClass, GatewayParameters, HttpRoute, HttpRouteFilter, Listener, ListenerTls, ObjectReference,
  RouteParent, Service,
} from '../../src';

/** Makes what is referred to in one chart, and what refers to it in another. */
type Case = [string, (target: Chart, source: Chart) => void];

const object = (chart: Chart) => ObjectReference.fromConfigMap(new kplus.ConfigMap(chart, 'target', { metadata: { name: 'target' } }));
const service = (chart: Chart) => Service.fromKplus(new kplus.Service(chart, 'target', { ports: [{ port: 80 }] }));
const ownClass = (chart: Chart) => new GatewayClass(chart, 'target', { controllerName: 'istio.io/gateway-controller' });
const elsewhere = RouteParent.object(ObjectReference.of({ kind: 'Parent', name: 'elsewhere' }));
const listeners = [Listener.http()];

test.each<Case>([
  ['the class of a Gateway', (target, source) => new GatewayApiGateway(source, 'source', { gatewayClass: ownClass(target), listeners })],
  ['the Service that a Gateway\'s address names', (target, source) => {
    new GatewayApiGateway(source, 'source', { partial: true, addresses: [GatewayAddress.service(service(target))] });
  }],
  ['the ServiceAccount of a Gateway', (target, source) => {
    new GatewayApiGateway(source, 'source', { partial: true, serviceAccount: new kplus.ServiceAccount(target, 'target') });
  }],
  ['the parameters of a Gateway', (target, source) => {
    new GatewayApiGateway(source, 'source', { partial: true, infrastructure: { parametersRef: object(target) } });
  }],
  ['the certificate of a listener', (target, source) => {
    const tls = ListenerTls.terminate({ certificateRefs: [ObjectReference.fromSecret(new kplus.Secret(target, 'target'))] });
    new GatewayApiGateway(source, 'source', { partial: true, listeners: [Listener.https({ tls })] });
  }],
  ['the authorities of clients', (target, source) => {
    new GatewayApiGateway(source, 'source', { partial: true, tls: { frontend: { default: { validation: { caCertificateRefs: [object(target)] } } } } });
  }],
  ['the parameters of a class', (target, source) => {
    new GatewayClass(source, 'source', { controllerName: 'example.com/controller', parametersRef: object(target) });
  }],
  ['the class that parameters are for', (target, source) => new GatewayParameters(source, 'source', { defaultsForClass: ownClass(target) })],
  ['the Service that a route is for', (target, source) => new HttpRoute(source, 'source', { parentRefs: [RouteParent.service(service(target))] })],
  ['a backend', (target, source) => {
    new HttpRoute(source, 'source', { rules: [{ backendRefs: [BackendRef.service(service(target))] }] }).addParentRef(elsewhere);
  }],
  ['a backend of another kind', (target, source) => {
    new HttpRoute(source, 'source', { rules: [{ backendRefs: [BackendRef.object(object(target))] }] }).addParentRef(elsewhere);
  }],
  ['the extension of a rule', (target, source) => {
    new HttpRoute(source, 'source', { rules: [{ filters: [HttpRouteFilter.extensionRef(object(target))] }] }).addParentRef(elsewhere);
  }],
])('%s is applied first', (_, make) => {
  // GIVEN
  const app = new App();
  const source = new Chart(app, 'source', { namespace: 'ns' });
  const target = new Chart(app, 'target', { namespace: 'ns' });

  // WHEN
  make(target, source);
  app.synthYaml();

  // THEN
  expect(source.node.dependencies).toContain(target);
});
