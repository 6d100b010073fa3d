"""The map of a scene for whoever teaches it: what there is to draw, and a small writer for each form.

Law: a map is drawn from the atlas, as text of our own. The diagrams of `transitions` are left alone: they
take seconds to import, know nothing of conditions, and Graphviz never ends on hundreds of states; passages are few.
"""
