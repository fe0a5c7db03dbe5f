"""What somebody who means harm would try; `nox -s hostile`, outside CI."""
