import { Explanation } from '../explanation';

export const SUPPRESSION_EXPLANATIONS: readonly Explanation[] = [
  {
    code: 'CDI0001',
    why: 'A suppression keeps findings from being reported that there are none of. What it was written for is mended, or was never there; ' +
      'left in place it hides the next mistake of its kind.',
    wrong: `
apiVersion: v1
kind: Service
metadata:
  name: tomcat
  namespace: shop
  annotations:
    galley.istio.io/analyze-suppress: K8S0003
spec:
  selector:
    app: tomcat
  ports:
    - name: http
      port: 8080
`,
    mended: `
apiVersion: v1
kind: Service
metadata:
  name: tomcat
  namespace: shop
spec:
  selector:
    app: tomcat
  ports:
    - name: http
      port: 8080
`,
  },
];
