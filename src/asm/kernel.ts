/** Kernel parameters (sysctls) of a gateway's pods, each as the text that `sysctl` takes. */
export interface KernelParameters {
  /**
   * `net.core.somaxconn`: longest queue of connections that wait to be accepted.
   *
   * @default - the node's
   */
  readonly netCoreSomaxconn?: string;

  /**
   * `net.core.netdev_max_backlog`: longest queue of packets that wait for the kernel.
   *
   * @default - the node's
   */
  readonly netCoreNetdevMaxBacklog?: string;

  /**
   * `net.ipv4.tcp_rmem`: least, first and greatest size of a receive buffer in bytes, e.g. `4096 87380 16777216`.
   *
   * @default - the node's
   */
  readonly netIpv4TcpRmem?: string;

  /**
   * `net.ipv4.tcp_wmem`: least, first and greatest size of a send buffer in bytes, e.g. `4096 65536 16777216`.
   *
   * @default - the node's
   */
  readonly netIpv4TcpWmem?: string;

  /**
   * `net.ipv4.ip_local_port_range`: first and last port of outgoing connections, e.g. `1024 65535`.
   *
   * @default - the node's
   */
  readonly netIpv4IpLocalPortRange?: string;

  /**
   * `net.ipv4.tcp_fin_timeout`: seconds that an orphaned connection stays in FIN-WAIT-2.
   *
   * @default - the node's
   */
  readonly netIpv4TcpFinTimeout?: string;

  /**
   * `net.ipv4.tcp_tw_timeout`: seconds that a connection stays in TIME-WAIT. Alibaba Cloud Linux has it, Linux itself never had.
   *
   * @default - the node's
   */
  readonly netIpv4TcpTwTimeout?: string;

  /**
   * `net.ipv4.tcp_tw_reuse`: whether a new connection may take over one in TIME-WAIT.
   *
   * @default - the node's
   */
  readonly netIpv4TcpTwReuse?: string;

  /**
   * `net.ipv4.tcp_tw_recycle`: whether connections in TIME-WAIT are dropped early. Linux 4.12 took it away.
   *
   * @default - the node's
   */
  readonly netIpv4TcpTwRecycle?: string;

  /**
   * `net.ipv4.tcp_timestamps`: whether TCP sends timestamps.
   *
   * @default - the node's
   */
  readonly netIpv4TcpTimestamps?: string;

  /**
   * `net.ipv4.tcp_retries2`: retransmissions before a connection is given up.
   *
   * @default - the node's
   */
  readonly netIpv4TcpRetries2?: string;

  /**
   * `net.ipv4.tcp_slow_start_after_idle`: whether a connection starts slowly again after it was idle.
   *
   * @default - the node's
   */
  readonly netIpv4TcpSlowStartAfterIdle?: string;

  /**
   * `net.ipv4.tcp_max_orphans`: greatest number of connections that no process holds.
   *
   * @default - the node's
   */
  readonly netIpv4TcpMaxOrphans?: string;

  /**
   * `net.ipv4.tcp_max_syn_backlog`: greatest number of connections whose handshake is under way.
   *
   * @default - the node's
   */
  readonly netIpv4TcpMaxSynBacklog?: string;

  /**
   * `net.ipv4.tcp_no_metrics_save`: whether the measurements of a closed connection are forgotten.
   *
   * @default - the node's
   */
  readonly netIpv4TcpNoMetricsSave?: string;

  /**
   * `net.ipv4.tcp_autocorking`: whether small writes are sent together.
   *
   * @default - the node's
   */
  readonly netIpv4TcpAutocorking?: string;

  /**
   * `kernel.printk`: levels of the kernel's log, e.g. `4 4 1 7`.
   *
   * @default - the node's
   */
  readonly kernelPrintk?: string;

  /**
   * `vm.swappiness`: how readily memory is swapped out.
   *
   * @default - the node's
   */
  readonly vmSwappiness?: string;
}

/** Tuning of the kernel for a gateway's pods. */
export interface KernelConfiguration {
  /**
   * Whether the parameters are set.
   *
   * @default - ASM's: they are not
   */
  readonly enabled?: boolean;

  /**
   * The parameters.
   *
   * @default - the node's
   */
  readonly parameters?: KernelParameters;
}
