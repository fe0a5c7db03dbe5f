"""Services are compiled: from the cache, in this process, or by an executor."""
