"""The language server: what an editor asks while a pack is being written, over the Language Server Protocol."""
