// S9: the framework's monitor and playground are there for operators alone, and only where a setting asks for them.
import assert from "node:assert/strict";
import { ConfigError, readConfig } from "../../../server/config.ts";
import { startServer, type TestServer } from "../../helpers/server.ts";

const OPERATORS = "ann:correct horse battery";
const PATHS = [
  "/monitor/",
  "/monitor/api",
  "/monitor/api/room/call?roomId=x&method=disconnect&args=[]",
  "/playground/",
];

describe("S9: the framework's panels", () => {
  let server: TestServer;
  afterEach(() => server?.close());

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${server.endpoint}${path}`, { headers });

  it("are not there by themselves, for operators neither", async () => {
    server = await startServer({ OPERATORS });
    for (const path of PATHS) assert.equal((await get(path)).status, 404, path);
  });

  it("are for nobody who has not signed in, and strangers' pages cannot use who has", async () => {
    server = await startServer({ OPERATORS, FRAMEWORK_PANELS: "1" });
    const signedIn = await fetch(`${server.endpoint}/api/operators/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "ann", secret: "correct horse battery" }),
    });
    const cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0];
    for (const path of PATHS) {
      assert.equal((await get(path)).status, 401, path);
      assert.equal((await get(path, { cookie: "emberline_operator=x.y.z" })).status, 401, path);
      assert.equal((await get(path, { cookie, "sec-fetch-site": "cross-site" })).status, 401, path);
    }
    for (const path of ["/monitor/", "/playground/"]) {
      const page = await get(path, { cookie });
      assert.equal(page.status, 200, path);
      assert.match(await page.text(), /<html/i);
      assert.match(page.headers.get("content-security-policy") ?? "", /frame-ancestors 'none'/);
    }
    await get("/monitor/api/room/call?roomId=x&method=disconnect&args=[]", { cookie });
    const acts = async (): Promise<string[]> =>
      (await server.records.audits({ limit: 9 })).map(
        ({ by, act, target, detail }) => `${by} ${act} ${target} ${detail}`,
      );
    while (!(await acts()).includes("ann monitor.call x disconnect"))
      await new Promise((resolve) => setImmediate(resolve));
  });

  it("are refused at the start where nobody could sign in", () => {
    for (const env of [{ FRAMEWORK_PANELS: "1" }, { FRAMEWORK_PANELS: "1", OPERATORS: "" }])
      assert.throws(
        () => readConfig(env),
        (error) => error instanceof ConfigError && /OPERATORS/.test(error.message),
      );
    assert.equal(readConfig({ FRAMEWORK_PANELS: "0" }).frameworkPanels, false);
  });
});
