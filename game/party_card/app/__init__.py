"""Runs a session: the player, the scenes on offer, the open playthrough, its answers, and progress in the campaign.

Invariant: front ends use `Session` alone; what it shows has been saved, or a notice says why not.
"""
