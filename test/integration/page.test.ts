// The page as the server hands it out: packed, and kept by browsers for as long as it may be.
import assert from "node:assert/strict";
import { get, type IncomingMessage } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { preparePage } from "../../server/ops/page.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

interface Answer {
  status: number;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

describe("the page", function () {
  this.timeout(120_000);
  let server: TestServer;
  let script: string;

  const ask = (path: string, encoding = "identity"): Promise<Answer> =>
    new Promise((resolve, reject) => {
      get(`${server.endpoint}${path}`, { headers: { "Accept-Encoding": encoding } }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts),
          }),
        );
      }).on("error", reject);
    });

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "" });
    const { body } = await ask("/");
    script =
      /src="(\/assets\/[^"]+\.js)"/.exec(body.toString())?.[1] ?? assert.fail("the page has no script");
  });
  after(() => server.close());

  it("is asked for anew each time, for it names what the build has made", async () => {
    const { status, headers } = await ask("/");
    assert.equal(status, 200);
    assert.equal(headers["cache-control"], "no-cache");
    assert.match(headers["content-type"] ?? "", /^text\/html/);
  });

  it("has scripts that browsers keep for a year", async () => {
    const { status, headers } = await ask(script);
    assert.equal(status, 200);
    assert.equal(headers["cache-control"], "public,max-age=31536000,immutable");
  });

  it("has scripts packed as the browser asks, and the same inside", async () => {
    const plain = await ask(script);
    const [gzip, brotli] = [await ask(script, "gzip"), await ask(script, "gzip, deflate, br")];
    assert.deepEqual(
      [plain, gzip, brotli].map(({ headers }) => headers["content-encoding"]),
      [undefined, "gzip", "br"],
    );
    assert.ok(gunzipSync(gzip.body).equals(plain.body));
    assert.ok(brotliDecompressSync(brotli.body).equals(plain.body));
    assert.ok(
      brotli.body.length < plain.body.length / 2,
      `${brotli.body.length} of ${plain.body.length} bytes`,
    );
  });

  it("answers 404 for a script of another build, and for what lies outside of it", async () => {
    for (const path of ["/assets/gone-12345678.js", "/../package.json", "/%2e%2e/package.json"])
      assert.equal((await ask(path)).status, 404, path);
  });
});
