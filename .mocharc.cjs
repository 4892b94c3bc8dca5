// How Mocha runs the tests. No `exit`: the reporter names what is still open after the last test, and fails.
// A browser suite sets its own timeout; 30 s, far more than anything else needs on a machine of its own, is for the rest.

// Mocha adds the files of the command line to those named here: name none when the command line does.
const namesFiles = process.argv.slice(2).some((argument) => argument.startsWith("test/"));

module.exports = {
  ...(namesFiles ? {} : { spec: ["test/**/*.test.ts"] }),
  extension: ["ts"],
  sort: true,
  reporter: "./test/helpers/reporter.ts",
  timeout: 30_000,
  slow: 500,
  "forbid-only": Boolean(process.env.CI),
};
