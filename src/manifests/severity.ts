/** How bad a finding is. */
export enum Severity {
  /** The API server or Istio would refuse it, or it cannot work. */
  ERROR = 'error',
  /** It would be accepted and hardly do what is meant. */
  WARNING = 'warning',
  /** Good to know. */
  INFO = 'info',
}
