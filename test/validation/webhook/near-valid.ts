type Json = any;

/** Values of a field: such as are right, and such as are nearly so. */
interface Pool {
  readonly good: readonly Json[];
  readonly bad?: readonly Json[];
}

const long = (n: number, c = 'x') => c.repeat(n);

const HOSTS: Pool = {
  good: ['a.example.com', 'b.example.com', '*.example.com', 'reviews.default.svc.cluster.local', 'reviews', 'a.b.c.d', '*.foo.com', 'x.example.com.', '*-x.foo.com'],
  bad: [
    '', '*', '*.com', '*a.b', 'a..b', '-a.b', 'a_b.c', '1.2.3.4', '::1', 'fe80::1%eth0', 'x.1', 'x.-5', 'x.99999999999999999999', 'é.com', 'a b', long(64), `${long(60)}.`.repeat(5), 'a.*.b', '**', '*.',
    'outbound_.80_._.a.b', 'outbound_.x_._.a.b', 'outbound_.80_._.1.2', 'outbound_a', 'outboundx_.80_._.a.b', 'A.EXAMPLE.COM', '"a"', 'a\tb',
  ],
};
const NAMESPACED_HOSTS: Pool = {
  good: ['*/*', './a.example.com', 'ns/a.example.com', '*/*.foo.com', 'ns/*', './*', '~ns/a.b', '~/*'],
  bad: [...HOSTS.bad!, '/', '/a.b', 'ns/', 'n s/a.b', '~/a.b', 'ns/short', 'ns/*x.y', 'ns/1.2.3.4', '../a.b', 'ns/a/b', `${long(64)}/a.b`],
};
const DURATIONS: Pool = { good: ['1s', '30s', '1.5s', '1h', '100ms', '1h30m'], bad: ['1.5ms', '0.001s', '1001us', '+5s', '1s1ns'] };
const LOOSE_DURATIONS: Pool = { good: [...DURATIONS.good, '0s', '0'], bad: [...DURATIONS.bad!, 'x', '', '5', '1d', '-1s', '1us', '.s', '1.5.5s', '9999999999h', '500us', '1s x', '-', 's'] };
const NAMES: Pool = { good: ['a', 'b', 'v1', 'http-x'], bad: ['', 'A', 'a.b', '-a', 'a_b', long(64), 'é', 'a b'] };
const REGEXES: Pool = {
  good: ['a.*', '^/x$', '[a-z]+', '(?i)x', 'a|b'],
  bad: ['', '*', '(', '[', 'a**', '(?=x)', '\\1', '(?P<n', 'a{1001}', '[z-a]', '\\', '(?<n>a)', 'x{2,1}', long(1025, 'a'), '\\pX', '[[:foo:]]', '\\C', 'a{2}{3}', '(?i', ')', '\\Qa\\E', 'é{3}', '+a', '(a|b', '\\z', '(?P<a>x)(?P<a>y)'],
};
const PORTS: Pool = { good: [80, 443, 8080, 15443], bad: [0, 1, 65535, 65536, 4294967295] };
const ADDRESSES: Pool = {
  good: ['1.2.3.4', '10.0.0.0/8', '::1', '2001:db8::/32', '240.240.1.1'],
  bad: ['', 'x', '1.2.3', '1.2.3.4.5', '1.2.3.256', '01.2.3.4', '1.2.3.4/', '1.2.3.4/33', '1.2.3.4/08', '1.2.3.4/8/8', '::1/129', '::ffff:1.2.3.4', 'fe80::1%e', 'fe80::1%e/10', '1.2..3', '1.2.3.4x', '/8', 'x/8', '1.2.3.04/8', '1.2/8', '.1.2.3/8', '1.2.3.4/+8', '%e/8', '1.2.3.', '1.2.3./8'],
};
const HEADER_NAMES: Pool = {
  good: ['x-a', 'X-B', 'cookie', 'x_y', 'x-c', 'X!'],
  bad: ['', 'Host', 'host', ':authority', '@request.auth.claims.sub', '@request.auth.claims[sub]', ':path', ':Authority', 'a b', 'é', '@request.auth.claims', '@request.auth.claims.', '@Request.Auth.Claims.x', '@request.auth.claims[]', 'x:y', '*'],
};
const HEADER_VALUES: Pool = {
  good: ['v', '', '%HOSTNAME%', '100%%', '%REQ(:path)%', '%DYNAMIC_METADATA(["a", "b"])%', 'tab\tx'],
  bad: ['100%', '%A', '%A(', '%A([x', '%A(["a"x])%', '%A(["a"]x)%', '%A(x)y%', 'a\nb', '%A("\\', '%A(["a\\"b"] ) %', '\u007f', '%%%', '%A(  ["a" , "b" ] )%'],
};
const LABEL_KEYS: Pool = { good: ['app', 'version', 'istio.io/rev', 'a.b/c_d'], bad: ['', '-a', 'a/', '/a', 'a/b/c', `a/${long(64)}`, `${long(254)}/a`, 'a b', 'a*', 'É', long(64)] };
const LABEL_VALUES: Pool = { good: ['v1', '', 'a_b.c', 'X'], bad: ['-', 'a b', 'é', 'a-'] };
const TEXTS: Pool = { good: ['a', 'b'], bad: ['', 'x y', '*', 'a/b'] };

/** By the end of the path of a field, the longest first. */
const POOLS: { [path: string]: Pool } = {
  'Gateway.spec.servers.hosts': { good: ['*', 'a.example.com', '*.foo.com', 'ns/a.b', './*'], bad: [...NAMESPACED_HOSTS.good, ...NAMESPACED_HOSTS.bad!] },
  'Sidecar.spec.egress.hosts': NAMESPACED_HOSTS,
  'hosts': HOSTS,
  'host': HOSTS,
  'sniHosts': HOSTS,
  'targetHost': HOSTS,
  'operation.hosts': { good: ['a.b', '*'], bad: [''] },
  'operation.notHosts': { good: ['a.b', '*'], bad: [''] },
  'gateways': { good: ['mesh', 'gw', 'ns/gw', 'istio-system/gw'], bad: ['', '/', 'ns/', '/gw', 'ns/g.w', 'n s/gw', 'gw.ns.svc.cluster.local', 'g_w', 'a/b/c', '*', '.', 'gw.', '.ns'] },
  'exportTo': { good: ['.', '*', 'ns', 'other'], bad: ['~', '', 'a.b', 'n_s', '**'] },
  'timeout': DURATIONS,
  'perTryTimeout': DURATIONS,
  'backoff': DURATIONS,
  'fixedDelay': DURATIONS,
  'exponentialDelay': DURATIONS,
  'interval': DURATIONS,
  'maxAge': { good: ['1s', '24h', '1m'], bad: ['1.5s', '1.5ms', '100ms'] },
  'idleTimeout': DURATIONS,
  'tcp.idleTimeout': LOOSE_DURATIONS,
  'ttl': LOOSE_DURATIONS,
  'connectTimeout': DURATIONS,
  'maxConnectionDuration': DURATIONS,
  'time': DURATIONS,
  'baseEjectionTime': DURATIONS,
  'warmupDurationSecs': DURATIONS,
  'warmup.duration': DURATIONS,
  'reportingInterval': DURATIONS,
  'regex': REGEXES,
  'uriRegexRewrite.match': REGEXES,
  'proxyVersion': REGEXES,
  'withoutHeaders{}.regex': { good: ['*', 'a'], bad: REGEXES.bad },
  'prefix': { good: ['/', '/a', 'x'], bad: [''] },
  'exact': { good: ['/', 'a'], bad: [''] },
  'number': PORTS,
  'port': PORTS,
  'targetPort': { good: [0, 80], bad: [65536] },
  'portNumber': { good: [80] },
  'ports{}': { good: [80, 8080], bad: [65535] },
  'protocol': { good: ['HTTP', 'HTTPS', 'TCP', 'TLS', 'GRPC', 'HTTP2'], bad: ['', 'http', 'Mongo', 'UDP', 'foo', 'DoubleHBONE', 'grpc-web', 'HTTP_PROXY', 'HBONE', 'https'] },
  'tunnel.protocol': { good: ['CONNECT', 'POST'], bad: ['', 'connect', 'GET'] },
  'subset': NAMES,
  'name': NAMES,
  'sourceNamespace': NAMES,
  'headers{k}': HEADER_NAMES,
  'withoutHeaders{k}': HEADER_NAMES,
  'add{k}': HEADER_NAMES,
  'set{k}': HEADER_NAMES,
  'add{}': HEADER_VALUES,
  'set{}': HEADER_VALUES,
  'remove': HEADER_NAMES,
  'allowHeaders': { good: ['x-a', '*'], bad: HEADER_NAMES.bad },
  'exposeHeaders': { good: ['x-a', '*'], bad: HEADER_NAMES.bad },
  'httpHeaders.name': { good: ['x-a'], bad: ['x_y', '', 'a b'] },
  'allowMethods': { good: ['GET', 'POST', '*', 'OPTIONS'], bad: ['get', '', 'FOO'] },
  'labels{k}': LABEL_KEYS,
  'sourceLabels{k}': LABEL_KEYS,
  'labels{}': LABEL_VALUES,
  'sourceLabels{}': LABEL_VALUES,
  'workloadSelector.labels{k}': { good: ['app', 'b'], bad: ['', 'a*', '*'] },
  'workloadSelector.labels{}': { good: ['x', ''], bad: ['a b'] },
  'matchLabels{k}': { good: ['app'], bad: ['x y'] },
  'matchLabels{}': { good: ['x'], bad: ['a b'] },
  'weight': { good: [1, 50, 100], bad: [0, -1, 2147483647] },
  'to{}': { good: [100, 50, 20, 80], bad: [0, 101] },
  'to{k}': { good: ['us/a/*', 'us/b', 'eu/*', 'eu'], bad: ['*', 'us/**', 'us//a', '', 'u*s', 'us', '/', 'us/a/b/c', 'us/a'] },
  'distribute.from': { good: ['us/a/*', 'us/b', 'eu/*', 'eu'], bad: ['*', 'us/**', 'us//a', '', 'u*s', 'us', 'us/a'] },
  'failover.from': { good: ['us', 'eu'], bad: ['', 'us/a', '*'] },
  'failover.to': { good: ['asia', 'eu'], bad: ['', 'us/a', '*'] },
  'failoverPriority': { good: ['app', 'x=y'], bad: ['topology.kubernetes.io/region', 'topology.istio.io/subzone', 'topology.kubernetes.io/zone'] },
  'httpStatus': { good: [503, 200], bad: [600, 601, 199, -1, 0] },
  'status': { good: [503, 200], bad: [600, 601, 199, 0] },
  'grpcStatus': { good: ['NOT_FOUND', 'UNAVAILABLE'], bad: ['', '5', 'not_found', 'FOO'] },
  'value': { good: [0, 10, 100, 0.5], bad: [-1, 100.1, 0.00005, 1e-7, 150, 101] },
  'tagOverrides{}.value': { good: ['x'], bad: [''] },
  'env.value': { good: ['x'] },
  'literal.value': { good: ['x'] },
  'formatter.value': { good: ['x'] },
  'mirrorPercent': { good: [0, 100], bad: [101, 4294967295] },
  'mirror_percent': { good: [10], bad: [200] },
  'attempts': { good: [0, 3], bad: [-1] },
  'retryOn': { good: ['5xx', '5xx,reset', '503', 'connect-failure,refused-stream'], bad: ['', '5xx, reset', 'foo', '600', ',', '306', '509', '+503', '425', '-1', '99999999999999999999'] },
  'redirectCode': { good: [301, 308], bad: [0, 200, 400, 299] },
  'scheme': { good: ['http', 'https'], bad: ['', 'HTTP', 'ftp'] },
  'httpGet.scheme': { good: ['', 'HTTP'] },
  'uri': { good: ['/', '/x'], bad: [''] },
  'prefixRewrite': { good: ['/', '/x'], bad: [''] },
  'authority': { good: ['a.b'], bad: [''] },
  'rewrite': { good: ['/\\1'], bad: [''] },
  'string': { good: ['x', ''], bad: [long(100 * 1024), long(100 * 1024 + 1), long(1024 * 1024 + 1), 'é'.repeat(60 * 1024)] },
  'bytes': { good: ['eA==', '', 'YWJj'], bad: ['x', 'é', 'eA', 'e===', 'YWJjZ'] },
  'bind': { good: ['0.0.0.0', '127.0.0.1'], bad: ['', 'x', 'unix:///a', 'unix://@a', 'unix://', 'unix://a', 'unix:///a/', '::1'] },
  'defaultEndpoint': { good: ['127.0.0.1:80', 'unix:///a', '[::1]:80', ':80', '0.0.0.0:8080'], bad: ['', 'x', '127.0.0.1', '1.2.3.4:80', '127.0.0.1:', ':x', ':0', ':70000', '[::1]', '[::1', '::1:80', '[::]:80x', 'unix://', 'unix://a/', ':99999999999999999999', '[x]:80', 'a]:80', 'a[:80', '[::1]x:80', ':+5'] },
  'cipherSuites': { good: ['AES128-SHA', 'ECDHE-RSA-AES128-SHA'], bad: ['', 'ALL', 'FOO', '-FOO', 'éFOO', 'aes'] },
  'serverCertificate': { good: ['/a'], bad: [''] },
  'privateKey': { good: ['/a'], bad: [''] },
  'caCertificates': { good: ['/a'], bad: [''] },
  'clientCertificate': { good: ['/a'], bad: [''] },
  'credentialName': { good: ['x', ''], bad: ['configmap://ns/x', 'configmap://x', 'configmap:///x', 'configmap://ns/', 'configmap://other/x', 'configmap://ns/x/y'] },
  'destinationSubnets': ADDRESSES,
  'addresses': ADDRESSES,
  'endpoints.address': { good: ['1.2.3.4', 'a.example.com', '::1'], bad: ['', 'a_b', 'unix:///a', 'unix://@a', '*.a.b', 'x.1'] },
  'address': { good: ['1.2.3.4', 'a.example.com', '::1', 'unix:///a'], bad: ['', 'a_b', '*.a.b', 'x.1'] },
  'network': { good: ['n', ''] },
  'ports{k}': { good: ['a', 'b', 'http-x'], bad: ['v1', 'A'] },
  'ports.name': { good: ['a', 'b', 'http-x'], bad: NAMES.bad },
  'tableSize': { good: [65537, 101, 1, 2], bad: [0, 4, 9, 5000011, 5000000, 25] },
  'minimumRingSize': { good: [0], bad: [5] },
  'minimumPercent': { good: [0, 100], bad: [101] },
  'aggression': { good: [1, 0.5], bad: [0, -1] },
  'maxEjectionPercent': { good: [0, 100], bad: [-1, 101] },
  'minHealthPercent': { good: [0, 100], bad: [-1, 101] },
  'consecutiveErrors': { good: [0], bad: [5] },
  'consecutiveLocalOriginFailures': { good: [0], bad: [5] },
  'ipBlocks': ADDRESSES,
  'notIpBlocks': ADDRESSES,
  'remoteIpBlocks': ADDRESSES,
  'notRemoteIpBlocks': ADDRESSES,
  'operation.ports': { good: ['80', '0', '65535'], bad: ['', 'x', '65536', '-1', '+1', '4294967296', '1.5', '080', '4294967295'] },
  'operation.notPorts': { good: ['80'], bad: ['', 'x', '65536'] },
  'paths': { good: ['/x', '/x/{*}', '/x/{**}', '*', '/a*'], bad: ['', '/{**}/{*}', '/{x}', '/{*}x', '/{*}/é', '/{*}//a', '/{**}/a', '/{**}/{**}', '{', '/{*}/a b', '//{*}//'] },
  'notPaths': { good: ['/x'], bad: ['', '/{x}', '/{**}/{*}'] },
  'serviceAccounts': { good: ['a', 'ns/a'], bad: ['', '*', 'a/b/c', '/a', 'a/', '/', 'é'.repeat(200)] },
  'notServiceAccounts': { good: ['a'], bad: ['', '*', 'a/b/c'] },
  'trustDomains': { good: ['td', 'td*', '*td', '*'], bad: ['', 'a*b', '**', 'a/b', '*/b*'] },
  'notTrustDomains': { good: ['td'], bad: ['', 'a/b'] },
  'key': {
    good: ['request.headers[x]', 'source.ip', 'source.namespace', 'source.principal', 'request.auth.claims[iss]', 'destination.port', 'connection.sni', 'remote.ip', 'destination.ip', 'source.trustDomain', 'source.serviceAccount', 'experimental.envoy.filters.a[b]', 'request.auth.principal'],
    bad: ['', 'foo', 'request.headers', 'request.headers[]', 'request.headers[', 'destination.labels[x]', 'destination.name', 'destination.user', 'destination.namespace', 'request.headersx]', '[request', 'request.auth.claims', 'experimental.envoy.filters.x'],
  },
  'values': { good: ['10.0.0.0/8', '80', 'ns/a', 'td'], bad: ['', 'x', '*', 'a*b', '1.2.3', '70000', '**'] },
  'notValues': { good: ['10.0.0.0/8', '80', 'ns/a', 'td'], bad: ['', 'x', '*', 'a*b', '1.2.3', '70000'] },
  'provider.name': { good: ['p'], bad: [''] },
  'group': { good: ['', 'gateway.networking.k8s.io', 'networking.istio.io'], bad: ['core', 'apps'] },
  'kind': { good: ['Gateway', 'Service', 'GatewayClass', 'ServiceEntry'], bad: ['Foo', 'Deployment'] },
  'targetRef.namespace': { good: [''] },
  'targetRefs.namespace': { good: [''] },
  'jwksUri': { good: ['https://a.b/c', 'http://a.b:80/c'], bad: ['https://a.b/?c#%zz', 'https://a.b/#%zz', 'http://a.b/%2f#x', 'http://a:99999999999999999999/', 'HTTP://a.b', 'http:/a'] },
  'jwks_uri': { good: ['https://a.b/c'] },
  'jwks': {
    good: ['{"keys":[{"kty":"RSA","e":"AQAB","n":"x-_w"}]}', '{"keys":[]}', '{"kty":"oct","k":"eA"}', '{"keys":[{"kty":"EC","crv":"P-256","x":"eA","y":"eA"}]}', '{"keys":[{"kty":"OKP","crv":"Ed25519","x":"eA"}]}'],
    bad: [
      '', ' ', 'x', '{', '[]', '"abc"', '5', 'null', 'true', '{}', '{"keys":{}}', '{"keys":[5]}', '{"keys":[{}]}', '{"keys":[{"kty":"RSA"}]}', '{"keys":[{"kty":"RSA","e":"AQAB"}]}', '{"keys":[{"kty":"RSA","e":"AQAB","n":"!"}]}',
      '{"keys":[{"kty":"RSA","e":"AQAB","n":5}]}', '{"keys":[{"kty":"RSA","d":"eA","e":"eA","n":"eA"}]}', '{"keys":[{"kty":"EC","d":"eA","crv":"P-256","x":"eA","y":"eA"}]}', '{"keys":[{"kty":"oct"}]}', '{"keys":[{"kty":"foo"}]}', '{"keys":null}',
      '{"kty":"RSA","e":"AQAB"}', '{"keys":[{"kty":"RSA","e":"AQAB","n":"eA=="},{"kty":"EC"}]}', '{"keys":[{"kty":5}]}', '{"keys":[{"kty":"OKP","d":"eA","crv":"X","x":"eA"}]}', '{"keys":[null]}', '{"keys":[{"kty":"RSA","e":"AQAB","n":"eA","kid":5}]}',
    ],
  },
  'url': { good: ['oci://a/b', 'https://a/b', 'a/b:c', 'file:///x'], bad: ['https://a/b?c#%zz', 'a/b?c#%zz', '/x?c#%a', '?#%zz'] },
  'expression': {
    good: ['response.code >= 400', 'a', 'a.b(c) && !d', '"x" in [1, 2]', 'a ? b : c', 'has(a.b)', 'x.all(i, i > 0)', 'T{a: 1}', '{"a": 1}', "r'\\d'", '1.5e3', '-1', '.a.b', 'a[0]', '0x1Fu', 'a // c'],
    bad: ['', 'a +', 'a = b', '(a', '"a', 'a b', 'has(a)', 'x.all(1, 2)', 'a.', '[1,', '{a}', 'if', 'a ? b', '&& a', '99999999999999999999', '!-a', '--a', '"\\q"', 'a[', 'f(,)', 'f(a,)', '[a,]', '[,]', '{,}', 'a.if', 'x.map(a.b, c)', 'in', 'a in', '1.', '.5', "b'x'", '"""a\nb"""', 'a.`b`', '#', 'x.exists(i)', 'a?.b', '1a', '0x', 'a.b{c: d}', 'T{}', 'a(){}', 'f(a){}', '9223372036854775808', '18446744073709551616u', '((((a))))', 'true.x', 'null', 'a\n+\nb c', 'has(a.b.c, d)', '[?a]', '!!a', '- - a', 'a&b', '"\\x4"', '"\\400"', '.5e', '1e', '\t', 'has((a.b))', '.T{a:1}', '(T){a:1}'],
  },
  'customTags{k}': { good: ['a'], bad: [''] },
  'tagOverrides{k}': { good: ['a'], bad: [''] },
  'concurrency': { good: [0, 2] },
  'inlineCode': { good: ['x'], bad: ['é'.repeat(40000)] },
  'pluginName': { good: ['x'], bad: ['é'.repeat(200)] },
  'imagePullSecret': { good: ['x'], bad: ['é'.repeat(200)] },
  'env.name': { good: ['A', 'B'], bad: ['é'.repeat(200)] },
  'attributes.name': { good: ['a', 'b'], bad: [''] },
  'httpCookie.name': { good: ['c'], bad: [''] },
  'portLevelMtls{k}': { good: ['80', '443'], bad: ['080', '+80'] },
  'filter.name': { good: ['envoy.filters.network.http_connection_manager', 'x'], bad: ['', 'envoy.http_connection_manager', 'envoy.tcp_proxy'] },
  'subFilter.name': { good: ['x'], bad: ['', 'envoy.lua', 'envoy.ext_authz'] },
};

/** What a patch of an EnvoyFilter holds: the messages of Envoy are not looked into but for these. */
const PATCHES: Pool = {
  good: [{ name: 'x', typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router' } }],
  bad: [
    {},
    { name: 'x' },
    { name: 'x', config_discovery: {} },
    { name: 'x', typed_config: { '@type': 'type.googleapis.com/envoy.config.filter.http.lua.v2.Lua', 'inline_code': 'x' } },
    { name: 'x', typedConfig: { '@type': 'type.googleapis.com/envoy.config.filter.network.http_connection_manager.v2.HttpConnectionManager' } },
  ],
};

const LARGEST = 2 ** 31 - 1;

/** Makes documents of one kind that are mostly right. */
export class NearValid {
  private mistakes = 0;
  private calm = 1;

  constructor(private readonly kind: string, private readonly schema: Json, private seed: number) {
    // the first ones of near seeds are alike
    for (let i = 0; i < 10; i++) { this.next(); }
  }

  /** The next one. */
  public document(): Json {
    this.mistakes = this.oneOf([0, 0.02, 0.1, 0.4]);
    this.calm = this.oneOf([1, 0.5, 0.1, 0.03]);
    const name = this.oneOf(['x', 'x', 'x', 'x', 'x', 'x', 'x', 'a.b', 'a-b']);
    const metadata: Json = { name, namespace: 'ns' };
    if (this.chance(0.03)) {
      metadata.annotations = { [this.oneOf(['istio.io/dry-run', 'internal.istio.io/parents', 'internal.istio.io/webhook-always-reject', 'a'])]: this.oneOf(['true', 'x', 'T']) };
    }
    if (this.chance(0.2)) { metadata.labels = this.oneOf<Json>([{ 'networking.istio.io/enable-autoallocate-ip': 'False' }, { 'istio.io/use-waypoint': 'w' }, { 'istio.io/use-waypoint': 'None' }]); }
    const spec = this.value(this.schema, [this.kind, 'spec'], 0);
    for (const { applyTo, patch } of this.kind === 'EnvoyFilter' ? spec.configPatches ?? [] : []) {
      if (patch?.value && !/^(?:HTTP|NETWORK|LISTENER)_FILTER$/.test(applyTo)) { patch.value = {}; }
    }
    return { metadata, spec };
  }

  /** A number below 1. */
  private next(): number {
    this.seed = (this.seed * 48271) % LARGEST;
    return this.seed / LARGEST;
  }

  private chance(share: number): boolean {
    return this.next() < share;
  }

  private oneOf<T>(values: readonly T[]): T {
    return values[Math.floor(this.next() * values.length)];
  }

  private value(schema: Json, path: readonly string[], depth: number): Json {
    const pool = schema.type === 'object' || schema.type === 'array' ? undefined : this.pool(path);
    if (schema['x-kubernetes-preserve-unknown-fields']) { return this.from(this.kind === 'EnvoyFilter' ? PATCHES : { good: [{}] }); }
    if (schema.enum) { return this.oneOf(schema.enum); }
    switch (schema.type) {
      case 'array': {
        const least = this.chance(this.mistakes * 0.3) ? 0 : 1;
        const length = least + Math.floor(this.next() * (depth < 4 ? 3 : 2) * Math.max(this.calm, 0.4));
        return Array.from({ length }, () => this.value(schema.items, path, depth + 1));
      }
      case 'object': return schema.additionalProperties ? this.map(schema.additionalProperties, path, depth) : this.object(schema, path, depth);
      case 'boolean': return this.chance(0.5);
      case 'string': return this.from(pool ?? TEXTS);
      default: return this.from(pool && typeof pool.good[0] === 'number' ? pool : { good: [1, 5], bad: [0, -1] });
    }
  }

  private from({ good, bad }: Pool): Json {
    return this.oneOf(bad && this.chance(this.mistakes) ? bad : good);
  }

  private pool(path: readonly string[]): Pool | undefined {
    for (let i = 0; i < path.length; i++) {
      const found = POOLS[path.slice(i).join('.').replace(/\.(?=\{)/g, '')];
      if (found) { return found; }
    }
    return undefined;
  }

  private map(values: Json, path: readonly string[], depth: number): Json {
    const map: Json = {};
    const count = this.chance(this.mistakes * 0.3) ? 0 : 1 + Math.floor(this.next() * 2);
    for (let i = 0; i < count; i++) {
      map[this.from(this.pool([...path, '{k}']) ?? TEXTS)] = this.value(values, [...path, '{}'], depth + 1);
    }
    return map;
  }

  private object(schema: Json, path: readonly string[], depth: number): Json {
    const exclusive: string[][] = (schema.oneOf ?? []).filter((s: Json) => s.required).map((s: Json) => s.required);
    const chosen = exclusive.length > 0 && this.chance(exclusive.length > 1 ? 0.9 : 0.2) ? this.oneOf(exclusive) : [];
    const left = new Set(exclusive.flat().filter(name => !chosen.includes(name)));
    const share = depth === 0 ? 0.6 : (depth < 3 ? 0.4 : depth < 6 ? 0.3 : 0.15) * this.calm;
    const object: Json = {};
    for (const [name, property] of Object.entries<Json>(schema.properties ?? {})) {
      if (left.has(name)) { continue; }
      const isUsual = USUAL.has(name) ? 0.97 - this.mistakes * 0.5 : RARE.has(name) ? 0.03 : share;
      if (chosen.includes(name) || schema.required?.includes(name) || this.chance(isUsual)) {
        object[name] = this.value(property, [...path, name], depth + 1);
      }
    }
    return object;
  }
}

/** Without these a document is hardly ever right. */
const USUAL = new Set([
  'servers', 'http', 'rules', 'egress', 'applyTo', 'hosts', 'host', 'route', 'destination', 'sniHosts', 'port', 'number', 'source', 'operation', 'patch', 'operation', 'value', 'issuer', 'command', 'address', 'mode', 'name', 'protocol', 'configPatches', 'values', 'context',
]);
const RARE = new Set(['waypoint', 'redirect', 'directResponse', 'delegate', 'mirrorPercent', 'mirror_percent', 'jwks_uri', 'exponentialDelay', 'http2Error', 'targetPort', 'targetRef', 'notValues', 'minimumRingSize', 'consecutiveErrors']);
