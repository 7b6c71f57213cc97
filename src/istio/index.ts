export * from './api-version';
export * from './destination';
export * from './destination-rule';
export * from './gateway';
export * from './headers';
export * from './server';
export * from './server-tls';
export * from './subset';
