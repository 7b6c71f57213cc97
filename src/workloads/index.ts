export * from './version-options';
export * from './versioned-service';
