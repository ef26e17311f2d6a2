"""What the definitions mean for people: rules and kinds of findings, explained one by one.

The guidance sheet, ``explain`` and the pages in ``docs/`` all show what is put together here.
"""
