import { IConstruct } from 'constructs';
import { checkObject } from '../core/checks';
import { IService } from '../core/service';

/** That a Service is one as this library knows them, and not its name or one of cdk8s-plus. */
export function checkIsService(scope: IConstruct, field: string, service: IService): IService {
  return checkObject(scope, field, service, 'serviceName', 'a Service, e.g. of Service.fromServiceName() or Service.fromKplus()');
}
