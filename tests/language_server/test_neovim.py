"""Neovim, started without a screen, is told of a mistake, takes its fix, and renames a passage everywhere."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.language_server.sample import write_sample

pytestmark = pytest.mark.editor

SCRIPT = """
local python, result = ...
local root = vim.fn.getcwd()
local id = vim.lsp.start_client({name = 'party-card', cmd = {'%(python)s', '-m', 'party_card', 'lsp'}, root_dir = root})
vim.cmd('edit scenes/letter.yaml')
local buffer = vim.api.nvim_get_current_buf()
vim.bo[buffer].filetype = 'yaml'
vim.lsp.buf_attach_client(buffer, id)
local told = {}
local function codes()
  local found = {}
  for _, item in ipairs(vim.diagnostic.get(buffer)) do
    if item.severity <= vim.diagnostic.severity.WARN then table.insert(found, item.code) end
  end
  return table.concat(found, ' ')
end
local function wait(expected)
  local is_there = vim.wait(60000, function() return codes() == expected end, 50)
  table.insert(told, is_there and expected or ('not told: ' .. expected .. '; but: ' .. codes()))
end
vim.wait(60000, function() return #vim.diagnostic.get(buffer) > 0 end, 50)
wait('')
local line = vim.fn.search('goto: end}', 'n')
local text = vim.fn.getline(line)
vim.fn.setline(line, (text:gsub('goto: end}', 'goto: ende}')))
wait('unknown-passage')
vim.fn.setline(line, text)
wait('')
local row = vim.fn.search('^  night:', 'n')
vim.api.nvim_win_set_cursor(0, {row, 3})
vim.lsp.buf.rename('evening')
vim.wait(60000, function() return vim.fn.search('^  evening:', 'n') > 0 end, 50)
wait('')
vim.cmd('write')
vim.fn.writefile({vim.fn.json_encode(told)}, '%(result)s')
vim.cmd('qall!')
"""


def test_an_editor_of_another_maker_is_served(tmp_path: Path) -> None:
    path = write_sample(tmp_path)
    script, result = tmp_path / "script.lua", tmp_path / "result.json"
    script.write_text(SCRIPT % {"python": sys.executable, "result": result}, encoding="utf-8")
    command = ["nvim", "--headless", "-n", "-u", "NONE", "-c", f"luafile {script}"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=180, capture_output=True, stdin=subprocess.DEVNULL)
    assert json.loads(result.read_text(encoding="utf-8")) == ["", "unknown-passage", "", ""]
    text = path.read_text(encoding="utf-8")
    assert "night" not in text
    assert text.count("evening") == 3
