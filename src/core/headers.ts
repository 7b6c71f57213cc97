/** A name as HTTP takes it (RFC 9110, a token). */
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Whether a text is the name of an HTTP header. */
export function isHeaderName(text: string): boolean {
  return NAME.test(text);
}
