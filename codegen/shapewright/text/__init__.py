"""From text to text: these modules know neither AWS nor what is generated."""
