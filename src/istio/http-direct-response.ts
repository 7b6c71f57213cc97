import { IConstruct } from 'constructs';
import { VirtualServiceSpecHttpDirectResponse, VirtualServiceSpecHttpDirectResponseBody } from '../../imports/networking.istio.io';
import { checkInteger, checkObject, checkText } from '../core/checks';
import { invalid } from '../core/errors';
import { checkStruct } from '../core/kinds';

const MAX_BODY = 1024 * 1024;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The body of an answer that the proxy gives itself. At most 1 MiB. */
export class HttpBody {
  /** A text. */
  public static fromString(text: string): HttpBody {
    return new HttpBody({ string: text });
  }

  /**
   * Any bytes.
   *
   * @param base64 the bytes in Base64
   */
  public static fromBase64(base64: string): HttpBody {
    return new HttpBody({ bytes: base64 });
  }

  private constructor(private readonly fields: VirtualServiceSpecHttpDirectResponseBody) {}

  /** @internal */
  public _render(scope: IConstruct, field: string): VirtualServiceSpecHttpDirectResponseBody {
    const { bytes, string } = this.fields;
    for (const [kind, value] of Object.entries(this.fields)) { checkText(scope, `${field}.${kind}`, value); }
    if (bytes !== undefined && (bytes.length % 4 !== 0 || !BASE64.test(bytes))) {
      throw invalid(scope, `${field}.bytes`, { given: bytes, allowed: 'Base64', todo: 'encode the bytes, or give a text with HttpBody.fromString()' });
    }
    const size = string === undefined ? Buffer.byteLength(bytes!, 'base64') : Buffer.byteLength(string);
    if (size > MAX_BODY) {
      throw invalid(scope, field, { given: `${size} bytes`, allowed: `at most ${MAX_BODY}`, todo: 'serve it from a workload' });
    }
    return this.fields;
  }
}

/**
 * An answer that the proxy gives itself.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPDirectResponse
 */
export interface HttpDirectResponse {
  /** Status of the answer. 200 to 600. */
  readonly status: number;

  /**
   * Body of the answer. Its type is said by the header `content-type` in `headers.response.set` of the route.
   *
   * @default - no body
   */
  readonly body?: HttpBody;
}

/** Checks a direct response and renders it. @internal */
export function renderDirectResponse(
  scope: IConstruct, field: string, response?: HttpDirectResponse,
): VirtualServiceSpecHttpDirectResponse | undefined {
  if (response === undefined) { return undefined; }
  const { status, body } = checkStruct(scope, field, response);
  return {
    status: checkInteger(scope, `${field}.status`, status, 200, 600),
    body: body === undefined ? undefined : checkObject(scope, `${field}.body`, body, '_render', 'a body, e.g. of HttpBody.fromString()')._render(scope, `${field}.body`),
  };
}
