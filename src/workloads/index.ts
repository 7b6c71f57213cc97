export * from './nginx-proxy';
export * from './nginx-upstream';
export * from './version-options';
export * from './versioned-service';
