import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checkTimeout } from './checks';
import {
  HttpRouteSpecRulesSessionPersistence, HttpRouteSpecRulesSessionPersistenceCookieConfigLifetimeType, HttpRouteSpecRulesSessionPersistenceType,
} from '../../imports/gateway.networking.k8s.io';
import { invalid } from '../core/errors';
import { checkKinds } from '../core/kinds';

/** How long a cookie lives in the browser. */
export enum CookieLifetime {
  /** As long as `absoluteTimeout` says. */
  PERMANENT = 'Permanent',
  /** Until the browser's session ends. */
  SESSION = 'Session',
}

/** A session of a client. */
export interface SessionPersistenceOptions {
  /**
   * Name of the cookie or header. At most 128 characters.
   *
   * @default - the controller decides
   */
  readonly sessionName?: string;

  /**
   * How long the session lasts.
   *
   * @default - without end
   */
  readonly absoluteTimeout?: Duration;
}

/** A session that a cookie keeps. */
export interface CookieSessionPersistenceOptions extends SessionPersistenceOptions {
  /**
   * How long the cookie lives in the browser; PERMANENT needs `absoluteTimeout`.
   *
   * @default CookieLifetime.SESSION
   */
  readonly lifetimeType?: CookieLifetime;
}

/**
 * What keeps the requests of a client at one pod. In the experimental channel only.
 *
 * @see https://gateway-api.sigs.k8s.io/geps/gep-1619/
 */
export class SessionPersistence {
  /** A cookie. */
  public static cookie(options: CookieSessionPersistenceOptions = {}): SessionPersistence {
    return new SessionPersistence(HttpRouteSpecRulesSessionPersistenceType.COOKIE, options);
  }

  /** A header. */
  public static header(options: SessionPersistenceOptions = {}): SessionPersistence {
    return new SessionPersistence(HttpRouteSpecRulesSessionPersistenceType.HEADER, options);
  }

  private constructor(private readonly type: HttpRouteSpecRulesSessionPersistenceType, private readonly options: CookieSessionPersistenceOptions) {}

  /** @internal */
  public _renderSession(scope: IConstruct, field: string): HttpRouteSpecRulesSessionPersistence {
    const { sessionName, absoluteTimeout, lifetimeType } = checkKinds(scope, field, this.options, {
      sessionName: 'text', absoluteTimeout: 'duration', lifetimeType: Object.values(CookieLifetime),
    });
    if (sessionName !== undefined && sessionName.length > 128) {
      throw invalid(scope, `${field}.sessionName`, { given: sessionName, allowed: 'at most 128 characters', todo: 'shorten it' });
    }
    if (lifetimeType === CookieLifetime.PERMANENT && !absoluteTimeout) {
      throw invalid(scope, `${field}.absoluteTimeout`, { given: absoluteTimeout, allowed: 'a duration, as the cookie is permanent', todo: 'say how long the session lasts' });
    }
    return {
      type: this.type,
      sessionName,
      absoluteTimeout: absoluteTimeout && checkTimeout(scope, `${field}.absoluteTimeout`, absoluteTimeout),
      cookieConfig: lifetimeType && { lifetimeType: lifetimeType as string as HttpRouteSpecRulesSessionPersistenceCookieConfigLifetimeType },
    };
  }
}
