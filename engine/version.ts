/** Version of the engine, named in every answer; the same as the package's. */
export const ENGINE_VERSION = "0.1.0";
