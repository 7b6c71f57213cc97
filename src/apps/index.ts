export * from './bookinfo';
export * from './httpbin';
