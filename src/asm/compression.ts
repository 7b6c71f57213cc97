/** How gzip compresses. */
export interface GzipCompressorConfiguration {
  /**
   * Memory that zlib takes, 1 to 9: more is faster and compresses better.
   *
   * @default 5
   */
  readonly memoryLevel?: number;

  /**
   * How hard zlib tries, e.g. `DEFAULT`, `SPEED` or `BEST`.
   *
   * @default - ASM's
   */
  readonly compressionLevel?: string;

  /**
   * How zlib goes about it, e.g. `DEFAULT_STRATEGY`, `FILTERED`, `HUFFMAN_ONLY`, `RLE` or `FIXED`.
   *
   * @default - ASM's
   */
  readonly compressionStrategy?: string;

  /**
   * Size of the window as a power of two, 9 to 15: more compresses better and takes more memory.
   *
   * @default 12
   */
  readonly windowBits?: number;

  /**
   * Size in bytes of zlib's output buffer.
   *
   * @default - Envoy's
   */
  readonly chunkSize?: number;
}

/** Compression of what a gateway answers. */
export interface CompressorConfiguration {
  /**
   * Whether answers are compressed.
   *
   * @default - ASM's: they are not
   */
  readonly enabled?: boolean;

  /**
   * Length in bytes from which an answer is compressed.
   *
   * @default - Envoy's
   */
  readonly minContentLength?: number;

  /**
   * Media types that are compressed, e.g. `application/json`.
   *
   * @default - Envoy's
   */
  readonly contentType?: string[];

  /**
   * Whether an answer with an `etag` header is left as it is.
   *
   * @default - Envoy's
   */
  readonly disableOnEtagHeader?: boolean;

  /**
   * Whether `accept-encoding` is taken off requests, so that the service does not compress itself.
   *
   * @default - Envoy's
   */
  readonly removeAcceptEncodingHeader?: boolean;

  /**
   * Settings of gzip.
   *
   * @default - ASM's
   */
  readonly gzip?: GzipCompressorConfiguration;
}
