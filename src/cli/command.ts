/** Where a command writes to. */
export interface Output {
  /** Whether what is written is seen on a terminal with colours. */
  readonly colours: boolean;
  write(text: string): void;
}

/** A command of `cdk8s-istio`. */
export interface Command {
  readonly help: string;
  /**
   * Does what it is there for.
   *
   * @returns the exit code
   * @throws UsageError, InputError
   */
  run(args: readonly string[], output: Output): number;
}
