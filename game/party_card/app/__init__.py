"""Runs a session: the player, the scenes on offer, the open playthrough, its answers, and progress in the campaign.

Invariant: front ends use `Session` alone; its pages show saved state, or a notice gives the reason.
"""
