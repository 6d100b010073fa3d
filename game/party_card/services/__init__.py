"""Requests of commands and front ends: load, check, verify, install, create, watch and fix packs.

Invariant: nothing here prints or exits. A request that cannot be carried out raises an error from `services.errors`.
"""
