import * as fc from 'fast-check';

// The same values in every run, so that a red run is about the change; FAST_CHECK_SEED=7 tries others.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20261120) });
